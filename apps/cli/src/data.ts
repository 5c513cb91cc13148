// The value of --data: digits drawn by the program, MNIST, or a directory of IDX files.
import { statSync } from 'node:fs';
import { findMnist, loadMnist } from '@evenkeel/data/node';
import { drawDigits, type Dataset } from 'evenkeel';
import { UsageError } from './errors.js';

export interface DataPair {
  /** What the user called it. */
  readonly name: string;
  readonly train: Dataset;
  readonly test: Dataset;
}

/** Sizes of the embedded set, and the seed that every run shares: a fixed set, as MNIST is. */
const embedded = { train: 12_000, test: 2_000, seed: 2015 };

/** Loads what --data names. */
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
  return { name, ...(await loadMnist(where)) };
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
