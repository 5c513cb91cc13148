// Helpers of a page's own thread: with them, and where the page's policy forbids them.
import { createWasmBackend } from '@evenkeel/wasm';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundlePage, type Files } from './bundle.js';
import { chromiumSkipped, startChromium } from './chromium.js';
import { digestsOf } from './digests.js';
import type { Answer } from './helpers-page/main.js';
import { servePage } from './page-server.js';

const skipped = chromiumSkipped();
if (skipped !== null) process.stdout.write(`Helpers in Chromium are skipped: ${skipped}.\n`);

/** Nothing made from text, nothing from elsewhere. */
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

describe.skipIf(skipped !== null)('a page that computes itself', () => {
  let browser: Browser;
  let files: Files;

  beforeAll(async () => {
    const page = new URL('helpers-page/', import.meta.url);
    [browser, files] = await Promise.all([startChromium(), bundlePage(page)]);
  }, 120_000);
  afterAll(() => browser?.close());

  async function answerOf(workerSource: string): Promise<Answer> {
    const server = await servePage(files, {
      isolated: true,
      policy: `${policy}; worker-src ${workerSource}`,
    });
    try {
      const page = await browser.newPage();
      await page.goto(server.address);
      return await page.evaluate<Answer>('answer');
    } finally {
      server.close();
    }
  }

  it('has helpers under a strict policy, and the bits of one thread', async () => {
    const { threads, alone, digests } = await answerOf("'self'");
    expect({ threads, alone }).toEqual({ threads: 3, alone: undefined });
    const alike = createWasmBackend({ threads: 1 });
    expect(digests).toEqual(digestsOf(alike, ['matmul', 'conv2dWeightGrad']));
  });

  it('computes alone where it may have no workers, and says why', async () => {
    const { threads, alone } = await answerOf("'none'");
    expect({ threads, alone }).toEqual({
      threads: 1,
      alone:
        'a helper failed: its program could not be loaded: it must be served, with ' +
        'Cross-Origin-Embedder-Policy: require-corp, and worker-src must allow it',
    });
  });
});
