import { mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { FileFormatError, readIdx } from '@evenkeel/data';
import { csvSource, fileSource } from '@evenkeel/data/node';
import { encodeSafetensors, type SafeTensor } from '@evenkeel/train';
import { readSafetensors } from '@evenkeel/train/node';
import { generator } from '@evenkeel/tensor';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'evenkeel-damaged-'));
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

const images = new Uint8Array(16 + 5 * 9 * 7);
images.set([0, 0, 8, 3, 0, 0, 0, 5, 0, 0, 0, 9, 0, 0, 0, 7]);
images.forEach((_, i) => i >= 16 && (images[i] = i * 31));

const tensors = new Map<string, SafeTensor>([
  ['weight', { shape: [3, 4], data: Float32Array.from({ length: 12 }, (_, i) => i / 7) }],
  ['count', { shape: [], data: Int32Array.of(12) }],
]);
const readImages = async (path: string) => readIdx(await fileSource(path), { rank: 3 });

const formats = [
  { name: 'IDX', bytes: images, read: readImages },
  { name: 'packed IDX', bytes: new Uint8Array(gzipSync(images)), read: readImages },
  {
    name: 'safetensors',
    bytes: encodeSafetensors({ tensors, metadata: { step: '3' } }),
    read: readSafetensors,
  },
];

/** How often this process has the file open; nobody can tell but on Linux. */
function timesOpen(path: string): number {
  if (process.platform !== 'linux') return 0;
  const handles = '/proc/self/fd';
  const isOf = (handle: string): boolean => {
    try {
      return readlinkSync(join(handles, handle)) === path;
    } catch {
      return false; // The one that listed them.
    }
  };
  return readdirSync(handles).filter(isOf).length;
}

/** Cuts, flips, overwrites, doubles or drops a part at random places. */
function damage(bytes: Uint8Array, draw: (below: number) => number): Uint8Array {
  const at = draw(bytes.length);
  const changed = bytes.slice();
  switch (draw(5)) {
    case 0:
      return bytes.slice(0, at);
    case 1:
      changed[at]! ^= 1 << draw(8);
      return changed;
    case 2:
      changed.fill(255, at, at + 8);
      return changed;
    case 3:
      return Uint8Array.from([...bytes, ...bytes.subarray(at)]);
    default:
      return Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at + 1 + draw(16))]);
  }
}

describe.each(formats)('a damaged $name file', ({ name, bytes, read }) => {
  it('is refused with its name, or reads as if it were whole', { timeout: 60_000 }, async () => {
    const random = generator(17).fork(name);
    const draw = (below: number): number => random.integers(1, below)[0]!;
    let refused = 0;
    for (let trial = 0; trial < 400; trial += 1) {
      const path = join(directory, 'file');
      writeFileSync(path, damage(bytes, draw));
      const result: unknown = await read(path).catch((error: unknown) => error);
      if (!(result instanceof Error)) continue;
      expect(result).toBeInstanceOf(FileFormatError);
      expect(result.message).toMatch(/^read\w+: .+ must .+, got .+ at byte \d+\./s);
      expect(result.message).toContain(path);
      refused += 1;
    }
    expect(refused).toBeGreaterThan(100);
    expect(timesOpen(join(directory, 'file'))).toBe(0);
  });
});

it('a file of which nothing more is wanted is closed at once', async () => {
  const path = join(directory, 'rows.csv');
  writeFileSync(path, 'a,b\n1,x\n'.padEnd(300_000, '2,y\n'));
  const source = await csvSource(path, { label: 'b' });
  for await (const { y } of source.open()) if (y === 1) break;
  expect(timesOpen(path)).toBe(0);
  writeFileSync(path, 'a,b\n1,x\nwrong,x\n'.padEnd(300_000, '2,y\n'));
  await expect(csvSource(path, { label: 'b' })).rejects.toThrow('a finite number as a in line 3');
  expect(timesOpen(path)).toBe(0);
});
