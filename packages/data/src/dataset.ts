// A labeled set of images in memory, as bytes.
import { shownKind } from '@evenkeel/tensor';

/**
 * Images and their classes. Pixels stay bytes until a batch is made, which takes a quarter of the memory.
 */
export interface Dataset {
  readonly name: string;
  /** [count, H, W, C] in row-major order. */
  readonly images: Uint8Array;
  /** [count], each from 0 to classes - 1. */
  readonly labels: Uint8Array | Int32Array;
  readonly count: number;
  /** [H, W, C] */
  readonly shape: readonly [height: number, width: number, channels: number];
  readonly classes: number;
  /** [classes], for people; where they are known. */
  readonly classNames?: readonly string[];
}

/** What a data set is made of. */
export interface DatasetParts extends Omit<Dataset, 'images' | 'labels' | 'count'> {
  /** [count, H, W, C] in row-major order; the pixels of a canvas are clamped bytes. */
  readonly images: Uint8Array | Uint8ClampedArray;
  /** [count] whole numbers, each from 0 to classes - 1. */
  readonly labels: Uint8Array | Int32Array | readonly number[];
}

/**
 * Checks the parts of a data set against each other.
 *
 * @param parts  name, images [count, H, W, C], labels [count], shape [H, W, C], classes, classNames (optional)
 * @returns  the data set, which shares the bytes of images and the typed array of labels; an array of labels is copied
 * @throws TypeError  images that are no bytes; labels that are no bytes, 32-bit integers or an array of whole numbers; a shape of
 *   other than three axes
 * @throws RangeError  counts that differ, or a label out of range
 * @example
 * const set = dataset({ name: 'two dots', images: Uint8Array.of(0, 255), labels: [0, 1], shape: [1, 1, 1], classes: 2 });
 * set.count; // 2
 */
export function dataset(parts: DatasetParts): Dataset {
  const { name, shape, classes } = parts;
  const images = bytesOf(parts);
  const labels = labelsOf(parts);
  checkShape(parts);
  const pixels = shape[0] * shape[1] * shape[2];
  if (images.length !== labels.length * pixels) {
    throw new RangeError(
      `dataset: images of ${name} must have ${labels.length} x ${pixels} bytes, one image per label, ` +
        `got ${images.length}.`,
    );
  }
  const bad = labels.findIndex((label: number) => label < 0 || label >= classes);
  if (bad >= 0) {
    throw new RangeError(
      `dataset: labels of ${name} must be from 0 to ${classes - 1}, got ${labels[bad]} for image ${bad}.`,
    );
  }
  return { ...parts, images, labels, count: labels.length };
}

/** Floats would be cut to bytes one by one, and be black without a word. */
function bytesOf({ name, images }: DatasetParts): Uint8Array {
  if (images instanceof Uint8Array) return images;
  if (images instanceof Uint8ClampedArray) {
    return new Uint8Array(images.buffer, images.byteOffset, images.length);
  }
  const hint = 'tensorLoader takes numbers of any kind.';
  return refuse(`images of ${name} must be a Uint8Array, got ${shownKind(images)}. ${hint}`);
}

function labelsOf({ name, labels }: DatasetParts): Uint8Array | Int32Array {
  if (labels instanceof Uint8Array || labels instanceof Int32Array) return labels;
  if (!Array.isArray(labels)) {
    const rule = 'a Uint8Array, an Int32Array or an array of whole numbers';
    return refuse(`labels of ${name} must be ${rule}, got ${shownKind(labels)}.`);
  }
  const bad = labels.findIndex((label: unknown) => !isInt32(label));
  if (bad < 0) return Int32Array.from(labels);
  const received = `${shownKind(labels[bad])} for image ${bad}`;
  return refuse(`labels of ${name} must be whole numbers of 32 bits, got ${received}.`);
}

const isInt32 = (label: unknown): boolean => typeof label === 'number' && label === (label | 0);

function checkShape({ name, shape }: DatasetParts): void {
  const given: unknown = shape;
  if (Array.isArray(given) && given.length === 3) return;
  const received = Array.isArray(given) ? `[${given.join(', ')}]` : shownKind(given);
  refuse(`shape of ${name} must be [H, W, C], got ${received}.`);
}

function refuse(problem: string): never {
  throw new TypeError(`dataset: ${problem}`);
}

/**
 * The images from `start` up to, not including, `end`, without copying them.
 *
 * @param set  any data set
 * @param range  start = 0, end = the number of images; both are cut to what there is
 * @returns  a data set that shares the bytes of `set`
 * @example
 * const set = drawDigits({ count: 10 });
 * sliceDataset(set, { start: 8 }).count; // 2
 */
export function sliceDataset(set: Dataset, range: { start?: number; end?: number }): Dataset {
  const start = Math.min(set.count, Math.max(0, range.start ?? 0));
  const end = Math.min(set.count, Math.max(start, range.end ?? set.count));
  const pixels = set.shape[0] * set.shape[1] * set.shape[2];
  return {
    ...set,
    images: set.images.subarray(start * pixels, end * pixels),
    labels: set.labels.subarray(start, end),
    count: end - start,
  };
}

/** Mean and deviation of pixels that count from 0 to 1. */
export interface PixelStatistics {
  readonly mean: number;
  readonly deviation: number;
}

/**
 * Mean and (biased) deviation of all pixels, scaled to 0 … 1; for the loader's `normalize`.
 *
 * mean = sum(p) / (255 n), deviation = sqrt(sum(p^2) / (255^2 n) - mean^2), from exact integer counts.
 *
 * @param set  at least one image
 * @returns  mean and deviation, in units of the whole range 0 … 1
 * @example
 * const set = drawDigits({ count: 10 });
 * const normalized = loader(set, { batch: 10, normalize: pixelStatistics(set) });
 * mean(normalized.next().x).item(); // 0
 */
export function pixelStatistics(set: Dataset): PixelStatistics {
  const counts = new Float64Array(256);
  for (const pixel of set.images) counts[pixel]! += 1;
  const n = set.images.length;
  const mean = counts.reduce((sum, count, level) => sum + count * level, 0) / n;
  const spread = counts.reduce((sum, count, level) => sum + count * (level - mean) ** 2, 0) / n;
  return { mean: mean / 255, deviation: Math.sqrt(spread) / 255 };
}
