// Training from an image folder whose decoded pixels are more than the process may have.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runChild } from '../e2e/child.js';
import { writeImages } from './write-images.js';

interface Report {
  readonly images: number;
  readonly decoded: number;
  readonly steps: number;
  readonly firstLoss: number;
  readonly lastLoss: number;
  readonly resident: readonly number[];
  readonly peak: number;
  readonly data: number;
}

const mebibyte = 2 ** 20;
/**
 * The limit is enforced by the kernel: heap and every other private memory that a process may write to. The small trial
 * has fewer and larger images, as it is the decoded size that counts; `EVENKEEL_IMAGES=20000` asks for the large one.
 */
const trials = {
  small: { count: 1_600, side: 400, batch: 10, limit: 640 * mebibyte },
  large: { count: 20_000, side: 112, batch: 50, limit: 512 * mebibyte },
};
const trial = process.env['EVENKEEL_IMAGES'] === '20000' ? trials.large : trials.small;
const { count, side, batch, limit } = trial;
const decoded = count * side * side * 3;
const steps = count / batch;
/** Marks at which memory is read. */
const marks = 20;
const limited = ['sh', '-c', `ulimit -d ${limit / 1024} && exec "$0" "$@"`];

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'evenkeel-folder-'));
  writeImages(directory, { count, side });
}, 120_000);
afterAll(() => {
  rmSync(directory, { recursive: true });
});

it('the limit is one that the decoded images do not fit into', async () => {
  const [shell = '', ...rest] = limited;
  const hold = `new Uint8Array(${decoded}).fill(1)`;
  await expect(promisify(execFile)(shell, [...rest, process.execPath, '-e', hold])).rejects.toThrow(
    'Array buffer allocation failed',
  );
});

it(`trains on ${count} images within it, in constant memory`, async () => {
  const script = new URL('images-process.ts', import.meta.url);
  const report = JSON.parse(
    await runChild(script, {
      args: [directory, String(side), String(batch), String(steps / marks)],
      under: limited,
      // Each thread has a stack that counts: as many as processors would be too many on a large machine.
      env: { EVENKEEL_THREADS: '2' },
    }),
  ) as Report;
  const { resident, peak, data } = report;
  const shown = (bytes: number): string => `${(bytes / mebibyte).toFixed(0)} MiB`;
  process.stdout.write(
    `${count} images, ${shown(report.decoded)} decoded, limit ${shown(limit)}: resident after step ` +
      `${resident.map((bytes, i) => `${(i + 1) * (steps / marks)}: ${shown(bytes)}`).join(', ')}; ` +
      `peak ${shown(peak)}, data ${shown(data)}\n`,
  );
  expect(report).toMatchObject({ images: count, decoded, steps });
  expect(report.lastLoss).toBeLessThan(report.firstLoss / 5);
  expect(resident).toHaveLength(marks);
  expect(peak).toBeLessThan(decoded * 0.75);
  // Once warm, memory stays where it is: nothing grows with the images seen.
  const mean = (bytes: readonly number[]): number =>
    bytes.reduce((sum, each) => sum + each, 0) / bytes.length;
  expect(mean(resident.slice(-5)) - mean(resident.slice(5, 10))).toBeLessThan(decoded / 16);
}, 400_000);
