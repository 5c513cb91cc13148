import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SafeFile } from '../safetensors/format.js';
import { openCheckpoints } from './checkpoint-directory.js';

let directory = '';
let warnings: string[] = [];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'evenkeel-checkpoints-'));
  warnings = [];
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

const content = (value: number): SafeFile => ({
  tensors: new Map([['w', { shape: [2], data: Float32Array.of(value, -value) }]]),
  metadata: { value: String(value) },
});
const open = (keep?: number) =>
  openCheckpoints(join(directory, 'run'), {
    ...(keep === undefined ? {} : { keep }),
    onWarning: (message) => warnings.push(message),
  });
const files = () => readdirSync(join(directory, 'run')).toSorted();
/** Names of the files of checkpoints, and of the lock. */
const filesOf = (...numbers: number[]) => [
  ...numbers.flatMap((number) =>
    ['json', 'safetensors'].map((kind) => `checkpoint-0000000${number}.${kind}`),
  ),
  'run.lock',
];
const fileOf = (number: number) =>
  join(directory, 'run', `checkpoint-0000000${number}.safetensors`);
const valueOf = (found: { content: SafeFile } | null) => found?.content.metadata['value'];

describe('openCheckpoints', () => {
  it('finds nothing in a new directory', async () => {
    expect(await (await open()).latest()).toBeNull();
  });

  it('keeps the newest two', async () => {
    const run = await open();
    for (const value of [1, 2, 3]) await run.save(content(value));
    expect(files()).toEqual(filesOf(2, 3));
    expect(valueOf(await run.latest())).toBe('3');
    expect(warnings).toEqual([]);
  });

  it('goes on numbering where another process stopped', async () => {
    await (await open()).save(content(1));
    expect(await (await open(3)).save(content(2))).toBe(fileOf(2));
  });

  it('falls back to the one before a damaged one, with a warning', async () => {
    const run = await open();
    await run.save(content(1));
    await run.save(content(2));
    const bytes = readFileSync(fileOf(2));
    bytes[bytes.length - 1]! ^= 4;
    writeFileSync(fileOf(2), bytes);
    const found = await run.latest();
    expect(valueOf(found)).toBe('1');
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(
      /^readSafetensors: .+checkpoint-00000002\.safetensors must have the checksum [0-9a-f]{8} of its content, got [0-9a-f]{8} at byte \d+\. It was damaged after it had been written\. The one before it is used: .+checkpoint-00000001\.safetensors\.$/,
    );
  });

  it('removes a damaged one before a good one', async () => {
    const run = await open();
    for (const value of [1, 2]) await run.save(content(value));
    truncateSync(fileOf(2), 40);
    await run.latest();
    await run.save(content(3));
    expect(files()).toEqual(filesOf(1, 3));
  });

  it('says so if all are damaged', async () => {
    const run = await open();
    for (const value of [1, 2]) await run.save(content(value));
    truncateSync(fileOf(1), 0);
    truncateSync(fileOf(2), 0);
    await expect(run.latest()).rejects.toThrow(
      `readSafetensors: ${fileOf(1)} must have at least 8 bytes, got the end at byte 0.`,
    );
  });

  it('refuses to keep fewer than two', async () => {
    await expect(open(1)).rejects.toThrow(
      'openCheckpoints: keep must be a whole number from 2 on, got 1.',
    );
  });
});
