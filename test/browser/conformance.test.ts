// Every kernel in a real browser gives the bits that it gives in Node, where test/conformance holds it to the reference.
import { kernelNames } from '@evenkeel/kernels';
import { createWasmBackend } from '@evenkeel/wasm';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundlePage, type Files } from './bundle.js';
import { chromiumSkipped, startChromium } from './chromium.js';
import type { Answer } from './conformance-page/worker.js';
import { digestsOf, type Digests } from './digests.js';
import { servePage } from './page-server.js';

const notIsolated =
  'the page is not isolated: it must be served with Cross-Origin-Opener-Policy: same-origin ' +
  'and Cross-Origin-Embedder-Policy: require-corp';

const skipped = chromiumSkipped();
if (skipped !== null) process.stdout.write(`Conformance in Chromium is skipped: ${skipped}.\n`);

describe.skipIf(skipped !== null)('a module worker of Chromium', () => {
  let browser: Browser;
  let files: Files;
  let wanted: Digests;

  beforeAll(async () => {
    wanted = digestsOf(createWasmBackend({ threads: 1 }));
    const page = new URL('conformance-page/', import.meta.url);
    [browser, files] = await Promise.all([startChromium(), bundlePage(page)]);
  }, 120_000);
  afterAll(() => browser?.close());

  it.each([
    ['on three threads, with the headers that isolate a page', { isolated: true, threads: 3 }],
    ['on one thread, without them', { isolated: false, threads: 1 }],
  ])('runs every kernel %s, bit for bit as Node does', async (_, { isolated, threads }) => {
    const server = await servePage(files, { isolated });
    try {
      const page = await browser.newPage();
      const faults: string[] = [];
      page.on('console', (message) => faults.push(message.text()));
      page.on('pageerror', ({ message }) => faults.push(message));
      await page.goto(server.address);
      const answer = await page.evaluate<Answer>('answer');
      expect(faults).toEqual([]);
      expect(answer).toMatchObject({ isolated, threads, left: 0 });
      expect(answer.alone).toBe(isolated ? undefined : notIsolated);
      expect(Object.keys(answer.digests)).toEqual([...kernelNames]);
      expect(answer.digests).toEqual(wanted);
      await page.close();
    } finally {
      server.close();
    }
  });
});
