// A timer of this thread keeps its rhythm while a convolutional net trains in a worker.
import { availableParallelism } from 'node:os';
import { fitInWorker } from '@evenkeel/train/node';
import { expect, it } from 'vitest';
import type { digits } from './digits-job.js';

const worker = { execArgv: ['--conditions', 'evenkeel-source'] };
const job = new URL('digits-job.mjs', import.meta.url);

/** Gaps in milliseconds between ticks of a 10 ms timer while steps are taken, smallest first. */
async function gapsWhileTraining(threads?: number): Promise<number[]> {
  const gaps: number[] = [];
  const stop = new AbortController();
  let last = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    if (last > 0) gaps.push(now - last);
    if (last > 0 && gaps.length >= 200) stop.abort();
    last = now;
  }, 10);
  const onEvent = ({ kind }: { kind: string }): void => {
    if (kind !== 'start') return;
    gaps.length = 0;
    last = performance.now();
  };
  const more = threads === undefined ? {} : { threads };
  const input = { steps: 1_000_000 };
  const { signal } = stop;
  const { result } = await fitInWorker<typeof digits>(job, {
    input,
    worker,
    signal,
    onEvent,
    ...more,
  });
  clearInterval(timer);
  expect(result.step).toBeGreaterThan(20);
  return gaps.toSorted((a, b) => a - b);
}

it.each([
  ['the default', undefined],
  ['all processors', availableParallelism()],
] as const)('with threads: %s', async (name, threads) => {
  const gaps = await gapsWhileTraining(threads);
  const [median = 0, longest = 0] = [gaps[gaps.length >> 1], gaps.at(-1)];
  process.stdout.write(
    `10 ms timer, ${name}: median gap ${median.toFixed(1)} ms, longest ${longest.toFixed(1)} ms of ${gaps.length}\n`,
  );
  expect(median).toBeLessThan(50);
});
