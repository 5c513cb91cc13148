// Finds a known data set on this machine and reads it.
import { join } from 'node:path';
import { catalog, catalogRow, type CatalogRow } from '../catalog/rows.js';
import { readCifar } from '../cifar/read-cifar.js';
import type { Dataset } from '../dataset.js';
import { readLabeledImages } from '../idx/labeled-images.js';
import { sourceAt } from './file-source.js';
import { fileIn, findFiles, type Found, type Places } from './places.js';

/** Images to learn from and images to test with. */
export interface DatasetPair {
  readonly train: Dataset;
  readonly test: Dataset;
}

/**
 * Looks for a directory with all files of a known data set, each packed (`.gz`) or not.
 *
 * @param name  such as `cifar10`; `catalog` lists them
 * @param where  places = EVENKEEL_DATA, `data`, `../shared/data`
 * @returns  the directory, or null; and the places where it was looked for
 * @throws RangeError  no data set has that name
 * @example
 * findDataset('cifar10', { places: ['/data'] }).directory ?? 'not here';
 */
export function findDataset(name: string, where: Places = {}): Found {
  return findFiles(knownRow('findDataset', name), where);
}

/**
 * Reads a known data set: `mnist`, `fashion-mnist`, `kmnist`, `emnist-balanced` and its other splits, `cifar10`,
 * `cifar100`, `cifar100-coarse`. `getDataset(name)` downloads its files.
 *
 * @param name  one of those
 * @param where  places = EVENKEEL_DATA, `data`, `../shared/data`
 * @returns  train and test, as bytes in memory
 * @throws RangeError  no data set has that name
 * @throws Error  if no place has all its files; the message lists the places
 * @throws FileReadError  a file that is there cannot be read
 * @throws FileFormatError  a damaged file
 * @example
 * const { train, test } = await loadDataset('cifar10', { places: ['/data'] });
 */
export async function loadDataset(name: string, where: Places = {}): Promise<DatasetPair> {
  const row = knownRow('loadDataset', name);
  const { directory, tried } = findFiles(row, where);
  if (directory === null) {
    throw new Error(
      `loadDataset: a place must hold the files of ${name} (${[...row.files.train, ...row.files.test].join(', ')}; ` +
        `.gz or not), got none in: ${tried.join(', ')}. ` +
        `Download them with getDataset('${name}') or "evenkeel data get ${name}", or put them into one of these.`,
    );
  }
  return {
    train: await readPart(row, directory, 'train'),
    test: await readPart(row, directory, 'test'),
  };
}

/**
 * The 60,000 training and 10,000 test digits of MNIST: `loadDataset('mnist', where)`.
 *
 * @param where  places = EVENKEEL_DATA, `data`, `../shared/data`
 * @returns  both sets; images [count, 28, 28, 1]
 * @throws Error  MNIST is in none of the places
 * @throws FileReadError  a file that is there cannot be read
 * @throws FileFormatError  a file that is damaged
 * @example
 * const { train, test } = await loadMnist();
 */
export async function loadMnist(where: Places = {}): Promise<DatasetPair> {
  return loadDataset('mnist', where);
}

/**
 * Looks for MNIST: `findDataset('mnist', where)`.
 *
 * @param where  places = EVENKEEL_DATA, `data`, `../shared/data`
 * @returns  the directory, or null; and the places where it was looked for
 * @example
 * findMnist({ places: ['/data'] }).directory ?? 'not here';
 */
export function findMnist(where: Places = {}): Found {
  return findDataset('mnist', where);
}

/** The row of that name; an error of `op` if there is none. */
export function knownRow(op: string, name: string): CatalogRow {
  const row = catalogRow(name);
  if (row !== null) return row;
  const names = catalog.map((known) => known.name).join(', ');
  throw new RangeError(`${op}: name must be one of ${names}, got ${JSON.stringify(name)}.`);
}

async function readPart(
  row: CatalogRow,
  directory: string,
  part: 'train' | 'test',
): Promise<Dataset> {
  const { files, classes, classNames } = row;
  const name = `${row.name} ${part}`;
  const open = async (file: string) => {
    const path = fileIn(directory, file) ?? join(directory, file);
    const rule = 'directories whose files can be read';
    return sourceAt({ op: 'loadDataset', argument: 'places', path, rule });
  };
  const named = classNames === undefined ? {} : { classNames };
  if (files.format === 'cifar') {
    const { layout, labels } = files;
    const sources = await Promise.all(files[part].map(open));
    return { ...(await readCifar(sources, { layout, labels, name })), ...named };
  }
  const [images, labels] = files[part];
  const { transposed = false, firstLabel = 0 } = files;
  const pair = { images: await open(images), labels: await open(labels), name, classes };
  return { ...(await readLabeledImages({ ...pair, transposed, firstLabel })), ...named };
}
