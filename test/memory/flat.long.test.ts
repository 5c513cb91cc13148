import { describe, expect, it } from 'vitest';
import { runChild } from '../e2e/child.js';

interface Report {
  readonly step: number;
  readonly rss: number;
  readonly tensors: number;
  readonly buffers: number;
  readonly bytes: number;
  readonly pooledBytes: number;
  readonly growths: number;
}

// A small young generation: V8's own, up to 32 MiB, fills and empties at times that hide what we look for.
const node = ['--max-semi-space-size=1'];

async function train(...args: string[]): Promise<Report[]> {
  const output = await runChild(new URL('training-process.ts', import.meta.url), { args, node });
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Report);
}

const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`;

function print(title: string, reports: readonly Report[]): void {
  const shown = reports.filter(({ step }) => step === 500 || step % 2500 === 0);
  const figures = shown.map(({ step, rss }) => `${step}: ${mebibytes(rss)}`).join(', ');
  process.stdout.write(`${title}: resident memory after step ${figures}\n`);
}

describe('memory over 10,000 steps', () => {
  it('is flat in fit, and the back end takes nothing after warm-up', async () => {
    const reports = await train();
    print('fit', reports);
    const first = reports[0]!;
    expect(reports).toHaveLength(20);
    for (const { rss, tensors, buffers, bytes, pooledBytes, growths } of reports.slice(1)) {
      expect(rss - first.rss).toBeLessThan(32 * 2 ** 20);
      expect({ tensors, buffers, bytes, pooledBytes, growths }).toEqual({
        tensors: first.tensors,
        buffers: first.buffers,
        bytes: first.bytes,
        pooledBytes: first.pooledBytes,
        growths: first.growths,
      });
    }
  });

  it('is bounded without scopes, by the garbage collector', async () => {
    const reports = await train('collector');
    print('by hand', reports);
    const most = (part: readonly Report[]): number => Math.max(...part.map(({ rss }) => rss));
    expect(most(reports.slice(10)) - most(reports.slice(0, 10))).toBeLessThan(64 * 2 ** 20);
    for (const { bytes } of reports) expect(bytes).toBeLessThan(256 * 2 ** 20);
  });
});
