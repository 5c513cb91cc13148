// The value of --data: digits drawn by the program, MNIST, or a directory of IDX files.
import { statSync } from 'node:fs';
import { findMnist, loadMnist } from '@evenkeel/data/node';
import { drawDigits, loader, type Dataset, type Loader } from 'evenkeel';
import { UsageError } from './errors.js';
import { imageShape } from './models/spec.js';

export interface DataPair {
  /** What the user called it. */
  readonly name: string;
  readonly train: Dataset;
  readonly test: Dataset;
}

/** Sizes of the embedded set, and the seed that every run shares: a fixed set, as MNIST is. */
const embedded = { train: 12_000, test: 2_000, seed: 2015 };

/**
 * Loads what --data names.
 *
 * @throws UsageError  nothing has that name, or its images are not 28 x 28
 * @throws FileFormatError  a damaged file
 */
export async function loadData(name: string): Promise<DataPair> {
  if (name === 'digits') {
    const { seed } = embedded;
    return {
      name,
      train: drawDigits({ count: embedded.train, seed }),
      test: drawDigits({ count: embedded.test, seed, split: 'test' }),
    };
  }
  if (name !== 'mnist' && !isDirectory(name)) {
    throw new UsageError(
      `--data must be digits, mnist or a directory of IDX files, got ${JSON.stringify(name)}, which is none of them.`,
    );
  }
  const where = name === 'mnist' ? {} : { places: [name] };
  const { directory, tried } = findMnist(where);
  if (directory === null) {
    throw new UsageError(
      `--data ${name}: no directory holds the four IDX files of MNIST. Looked in ${tried.join(', ')}. ` +
        'Set EVENKEEL_DATA to the directory that has them, or use --data digits.',
    );
  }
  const pair = { name, ...(await loadMnist(where)) };
  checkShape(pair.train, directory);
  checkShape(pair.test, directory);
  return pair;
}

/**
 * Refuses a batch that the training images cannot fill, or that batch norm cannot learn from.
 *
 * @throws UsageError
 */
export function checkBatch(
  batch: number,
  { train }: DataPair,
  { batchNorm }: { batchNorm: boolean },
): void {
  if (batch > train.count) {
    throw new UsageError(
      `--batch must be at most ${train.count}, the number of training images, got ${batch}.`,
    );
  }
  if (batchNorm && batch < 2) {
    throw new UsageError(
      `--batch must be at least 2 with batch norm, which takes statistics over the batch, got ${batch}.`,
    );
  }
}

/** The test images in order, as every command tests. */
export function testLoader(test: Dataset): Loader {
  return loader(test, { batch: 500, shuffle: false });
}

function checkShape({ name, shape }: Dataset, directory: string): void {
  if (imageShape.every((length, axis) => length === shape[axis])) return;
  throw new UsageError(
    `--data: images of ${name} in ${directory} must be ${imageShape.slice(0, 2).join(' x ')} pixels, ` +
      `got ${shape.slice(0, 2).join(' x ')}. Scale or pad them.`,
  );
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
