// A small data set on disk, so that a run of the program takes a second.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawDigits, type Dataset } from '@evenkeel/data';

/** The header of an IDX file of unsigned bytes. */
export function idxHeader(...lengths: readonly number[]): Buffer {
  const header = Buffer.alloc(4 + 4 * lengths.length);
  header.set([0, 0, 8, lengths.length]);
  lengths.forEach((length, axis) => header.writeUInt32BE(length, 4 + 4 * axis));
  return header;
}

function writeIdx(
  directory: string,
  part: string,
  { images, labels, count, shape }: Dataset,
): void {
  const [height, width] = shape;
  const files = {
    [`${part}-images-idx3-ubyte`]: [idxHeader(count, height, width), images],
    [`${part}-labels-idx1-ubyte`]: [idxHeader(count), Uint8Array.from(labels)],
  };
  for (const [name, parts] of Object.entries(files)) {
    writeFileSync(join(directory, name), Buffer.concat(parts));
  }
}

/** Writes 600 training digits, or as many as told, and 200 test digits as MNIST's four files; gives the directory. */
export function writeSmallData(directory: string, count = 600): string {
  mkdirSync(directory, { recursive: true });
  writeIdx(directory, 'train', drawDigits({ count, seed: 3 }));
  writeIdx(directory, 't10k', drawDigits({ count: 200, seed: 3, split: 'test' }));
  return directory;
}
