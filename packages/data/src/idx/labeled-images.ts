// A pair of IDX files, images and labels, as one data set.
import type { ByteSource } from '../byte-source.js';
import type { Dataset } from '../dataset.js';
import { FileFormatError } from '../file-error.js';
import { readIdx } from './read-idx.js';

const op = 'readLabeledImages';

export interface LabeledImages {
  /** IDX file of [count, H, W] unsigned bytes. */
  readonly images: ByteSource;
  /** IDX file of [count] unsigned bytes. */
  readonly labels: ByteSource;
  readonly name: string;
  readonly classes: number;
}

/**
 * Reads a pair of IDX files, such as those of MNIST, Fashion-MNIST or EMNIST.
 *
 * @param pair  images [count, H, W], labels [count], name of the data set, number of classes
 * @returns  a data set of shape [H, W, 1]
 * @throws FileFormatError  either file is bad, their counts differ, or a label is out of range
 * @example
 * const images = new Uint8Array([0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2, 50, 99]);
 * const labels = new Uint8Array([0, 0, 8, 1, 0, 0, 0, 1, 7]);
 * const set = await readLabeledImages({
 *   images: bytesSource('images', images),
 *   labels: bytesSource('labels', labels),
 *   name: 'one',
 *   classes: 10,
 * });
 * set.shape; // [1, 2, 1]
 */
export async function readLabeledImages(pair: LabeledImages): Promise<Dataset> {
  const labels = await readIdx(pair.labels, { rank: 1 });
  const images = await readIdx(pair.images, { rank: 3 });
  const [count = 0, height = 0, width = 0] = images.shape;
  if (labels.data.length !== count) {
    throw new FileFormatError({
      op,
      file: pair.labels.name,
      offset: 4,
      rule: `hold ${count} labels, as ${pair.images.name} holds ${count} images`,
      received: String(labels.data.length),
    });
  }
  const bad = labels.data.findIndex((label) => label >= pair.classes);
  if (bad >= 0) {
    throw new FileFormatError({
      op,
      file: pair.labels.name,
      offset: 8 + bad,
      rule: `hold labels from 0 to ${pair.classes - 1}`,
      received: String(labels.data[bad]),
    });
  }
  return {
    name: pair.name,
    images: images.data,
    labels: labels.data,
    count,
    shape: [height, width, 1],
    classes: pair.classes,
  };
}
