// The value of --data: digits drawn by the program, a known data set, or a directory of IDX files.
import { statSync } from 'node:fs';
import { findDataset, findMnist, loadDataset, loadMnist } from '@evenkeel/data/node';
import {
  catalog,
  catalogRow,
  drawDigits,
  loader,
  type CatalogRow,
  type Dataset,
  type Loader,
} from 'evenkeel';
import { UsageError } from './errors.js';
import { shapeText } from './models/spec.js';

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
 * @throws UsageError  nothing has that name, or its files are not there
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
  const row = catalogRow(name);
  if (row !== null) return loadKnown(row);
  if (isDirectory(name)) return loadDirectory(name);
  const names = catalog.map((row) => row.name).join(', ');
  throw new UsageError(
    `--data must be digits, ${names} or a directory of IDX files, got ${JSON.stringify(name)}, which is none of them.`,
  );
}

async function loadKnown({ name }: CatalogRow): Promise<DataPair> {
  const { directory, tried } = findDataset(name);
  if (directory !== null) return matching({ name, ...(await loadDataset(name)) });
  throw new UsageError(
    `--data ${name}: its files are not there. Looked in ${tried.join(', ')}. ` +
      `Run evenkeel data get ${name}, or use --data digits.`,
  );
}

async function loadDirectory(name: string): Promise<DataPair> {
  const where = { places: [name] };
  const { directory, tried } = findMnist(where);
  if (directory !== null) return matching({ name, ...(await loadMnist(where)) });
  throw new UsageError(
    `--data ${name}: no directory holds four IDX files like MNIST's. Looked in ${tried.join(', ')}. ` +
      'Give another directory, or use --data digits.',
  );
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

/** Refuses images to test with that are of another size than those to train with. */
function matching(pair: DataPair): DataPair {
  const { train, test } = pair;
  if (shapeText(train.shape) === shapeText(test.shape)) return pair;
  throw new UsageError(
    `--data ${pair.name}: images to test with must be ${shapeText(train.shape)}, as those to train with, ` +
      `got ${shapeText(test.shape)}. Scale or pad them.`,
  );
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
