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
  /** Whether the images are stored column by column, as those of EMNIST; false unless given. */
  readonly transposed?: boolean;
  /** The smallest label in the file, which becomes class 0, such as 1 for EMNIST letters; 0 unless given. */
  readonly firstLabel?: number;
}

/**
 * Reads a pair of IDX files, such as those of MNIST, Fashion-MNIST or EMNIST.
 *
 * @param pair  images [count, H, W], labels [count], name of the data set, number of classes; transposed = false;
 *   firstLabel = 0
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
  const { transposed = false, firstLabel = 0 } = pair;
  checkLabels(labels.data, pair);
  return {
    name: pair.name,
    images: transposed ? transpose(images.data, [count, height, width]) : images.data,
    labels: firstLabel === 0 ? labels.data : labels.data.map((label) => label - firstLabel),
    count,
    shape: transposed ? [width, height, 1] : [height, width, 1],
    classes: pair.classes,
  };
}

function checkLabels(labels: Uint8Array, pair: LabeledImages): void {
  const { labels: source, classes, firstLabel = 0 } = pair;
  const bad = labels.findIndex((label) => label < firstLabel || label >= firstLabel + classes);
  if (bad < 0) return;
  throw new FileFormatError({
    op,
    file: source.name,
    offset: 8 + bad,
    rule: `hold labels from ${firstLabel} to ${firstLabel + classes - 1}`,
    received: String(labels[bad]),
  });
}

/** Exchanges rows and columns of every image. */
function transpose(
  images: Uint8Array,
  [count, height, width]: readonly [number, number, number],
): Uint8Array {
  const turned = new Uint8Array(images.length);
  for (let image = 0; image < count; image += 1) {
    const at = image * height * width;
    for (let row = 0; row < height; row += 1) {
      for (let column = 0; column < width; column += 1) {
        turned[at + column * height + row] = images[at + row * width + column]!;
      }
    }
  }
  return turned;
}
