// The browser that the tests drive: Debian's chromium, or the one that EVENKEEL_CHROMIUM names.
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const program = process.env['EVENKEEL_CHROMIUM'] ?? '/usr/bin/chromium';

/** Why browser tests are skipped, or null if they run: CI must have the browser. */
export function chromiumSkipped(): string | null {
  if (existsSync(program) || process.env['CI'] === 'true') return null;
  return `${program} is not there (Debian: chromium; or set EVENKEEL_CHROMIUM)`;
}

/** Starts it without a window and without anything that it would do over the network by itself. */
export async function startChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: program,
    timeout: 120_000,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
