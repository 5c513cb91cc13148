// Finds MNIST on this machine and reads it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Dataset } from '../dataset.js';
import { readLabeledImages } from '../idx/labeled-images.js';
import { fileSource } from './file-source.js';

const parts = {
  train: ['train-images-idx3-ubyte', 'train-labels-idx1-ubyte'],
  test: ['t10k-images-idx3-ubyte', 't10k-labels-idx1-ubyte'],
} as const;

/** Where to look for a data set. */
export interface Places {
  /**
   * Directories that hold the files, or a folder `mnist` with them. Unless given: EVENKEEL_DATA, then
   * `data` and `../shared/data` beside the working directory.
   */
  readonly places?: readonly string[];
}

/** What a search gave: the directory, or null, and every directory looked at. */
export interface Found {
  readonly directory: string | null;
  readonly tried: readonly string[];
}

/**
 * Looks for a directory with the four files of MNIST, each packed (`.gz`) or not.
 *
 * @example
 * findMnist({ places: ['/data'] }).directory ?? 'not here';
 */
export function findMnist({ places = defaultPlaces() }: Places = {}): Found {
  const tried: string[] = [];
  for (const place of places) {
    for (const directory of [place, join(place, 'mnist')]) {
      tried.push(directory);
      const all = [...parts.train, ...parts.test];
      if (all.every((file) => fileOf(directory, file) !== null)) return { directory, tried };
    }
  }
  return { directory: null, tried };
}

/**
 * Reads the 60,000 training and 10,000 test digits of MNIST, 28 x 28 grey.
 *
 * @param where  places = EVENKEEL_DATA, `data`, `../shared/data`
 * @throws Error  if no place has all four files; the message lists the places
 * @throws FileFormatError  a damaged file
 * @see LeCun et al. 1998, "Gradient-based learning applied to document recognition"
 * @example
 * const { train, test } = await loadMnist({ places: ['/data/mnist'] });
 */
export async function loadMnist(where: Places = {}): Promise<{ train: Dataset; test: Dataset }> {
  const { directory, tried } = findMnist(where);
  if (directory === null) {
    throw new Error(
      `loadMnist: a place must hold ${parts.train[0]}, ${parts.train[1]}, ${parts.test[0]} and ` +
        `${parts.test[1]} (.gz or not), got none in: ${tried.join(', ')}. ` +
        'Set EVENKEEL_DATA to the directory that has them.',
    );
  }
  return { train: await readPart(directory, 'train'), test: await readPart(directory, 'test') };
}

function defaultPlaces(): string[] {
  const chosen = process.env['EVENKEEL_DATA'];
  return [...(chosen ? [chosen] : []), 'data', join('..', 'shared', 'data')];
}

function fileOf(directory: string, file: string): string | null {
  const plain = join(directory, file);
  const candidates = [`${plain}.gz`, plain];
  return candidates.find((path) => existsSync(path)) ?? null;
}

async function readPart(directory: string, part: keyof typeof parts): Promise<Dataset> {
  const [images, labels] = parts[part].map(
    (file) => fileOf(directory, file) ?? join(directory, file),
  );
  return readLabeledImages({
    images: await fileSource(images!),
    labels: await fileSource(labels!),
    name: `mnist ${part}`,
    classes: 10,
  });
}
