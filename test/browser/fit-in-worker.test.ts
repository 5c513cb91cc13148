// Training in a worker of a real browser: the weights of the same kernels in Node, and clear words where it goes wrong.
import { createWasmBackend, loadWasm } from '@evenkeel/wasm';
import {
  captureWeights,
  drawDigits,
  encodeSafetensors,
  fit,
  loader,
  mlp,
  setBackend,
  sgd,
} from 'evenkeel';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from './bundle.js';
import { chromiumSkipped, startChromium } from './chromium.js';
import { servePage, type PageServer } from './page-server.js';

const worker = `
import { drawDigits, loader, mlp, sgd } from 'evenkeel';
import { serveFit } from 'evenkeel/browser';
serveFit(({ steps, failure }) => {
  const model = mlp({ sizes: [784, 16, 10], batchNorm: true });
  const optimizer = sgd(model.parameters(), { lr: 0.1, momentum: 0.9 });
  const onEvent = ({ kind, step }) => {
    if (kind !== 'step' || step !== 3) return;
    if (failure === 'nan') optimizer.lr = NaN;
    if (failure === 'throw') setTimeout(() => { throw new Error('the job broke'); });
  };
  const data = loader(drawDigits({ count: 120 }), { batch: 20 });
  return { model, data, optimizer, steps, onEvent };
});`;

const program = `
import { encodeSafetensors } from 'evenkeel';
import { fitInWorker } from 'evenkeel/browser';
window.train = async (input, stopAt) => {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
  const stop = new AbortController();
  const kinds = new Set();
  const onEvent = ({ kind, step }) => {
    kinds.add(kind);
    if (step === stopAt) stop.abort();
  };
  try {
    const options = { input, onEvent, stepInterval: 0, signal: stop.signal };
    const { result, weights } = await fitInWorker(worker, options);
    return { result, kinds: [...kinds], bytes: [...encodeSafetensors(weights)] };
  } catch ({ name, message, step }) {
    return { name, message, step };
  }
};`;

const skipped = chromiumSkipped();
if (skipped !== null)
  process.stdout.write(`Tests of workers in browsers are skipped: ${skipped}.\n`);

describe.skipIf(skipped !== null)('fitInWorker in a browser', () => {
  let browser: Browser;
  let server: PageServer;
  let page: Page;
  beforeAll(async () => {
    const files = await bundle(program, { 'worker.js': worker });
    [browser, server] = await Promise.all([startChromium(), servePage(files, { isolated: false })]);
    page = await browser.newPage();
    await page.goto(server.address);
    await page.waitForFunction('window.train !== undefined');
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  const train = (input: object, stopAt = -1): Promise<unknown> =>
    page.evaluate(`train(${JSON.stringify(input)}, ${stopAt})`);

  it('gives the weights that the same kernels give in Node', async () => {
    await loadWasm();
    setBackend(createWasmBackend());
    const model = mlp({ sizes: [784, 16, 10], batchNorm: true });
    const optimizer = sgd(model.parameters(), { lr: 0.1, momentum: 0.9 });
    const data = loader(drawDigits({ count: 120 }), { batch: 20 });
    const here = await fit(model, { data, optimizer, steps: 20 });
    const there = await train({ steps: 20 });
    expect(there).toMatchObject({
      result: { step: 20, reason: 'finished', loss: here.loss },
      kinds: ['start', 'step', 'end'],
    });
    expect((there as { bytes: number[] }).bytes).toEqual([
      ...encodeSafetensors(captureWeights(model)),
    ]);
  });

  it('stops by a signal', async () => {
    const { result } = (await train({ steps: 1_000_000 }, 5)) as { result: { step: number } };
    expect(result).toMatchObject({ reason: 'aborted' });
    expect(result.step).toBeGreaterThanOrEqual(5);
  });

  it('says what went wrong in the run, or with the worker', async () => {
    expect(await train({ steps: 20, failure: 'nan' })).toMatchObject({
      name: 'NonFiniteLossError',
      message: expect.stringMatching(
        /^fit: loss must be finite, got NaN at step 5\. First, /,
      ) as string,
      step: 5,
    });
    expect(await train({ steps: 1_000_000, failure: 'throw' })).toMatchObject({
      name: 'WorkerDiedError',
      message: expect.stringMatching(
        /^fitInWorker: the worker must live until its run ends, got "Uncaught Error: the job broke" after step \d+\. What its checkpoints hold is safe: start it again to go on from there\.$/,
      ) as string,
    });
  });
});
