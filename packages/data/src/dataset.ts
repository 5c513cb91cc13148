// A labeled set of images in memory, as bytes.

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

/**
 * Checks the parts of a data set against each other.
 *
 * @param parts  name, images [count, H, W, C], labels [count], shape [H, W, C], classes, classNames (optional)
 * @returns  the data set, which shares the arrays
 * @throws TypeError  images that are no bytes, labels that are no bytes or 32-bit integers, or a shape of other than three axes
 * @throws RangeError  counts that differ, or a label out of range
 * @example
 * const set = dataset({ name: 'two dots', images: Uint8Array.of(0, 255), labels: Uint8Array.of(0, 1), shape: [1, 1, 1], classes: 2 });
 * set.count; // 2
 */
export function dataset(parts: Omit<Dataset, 'count'>): Dataset {
  const { name, images, labels, shape, classes } = parts;
  checkKinds(parts);
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
  return { ...parts, count: labels.length };
}

/** Floats would be cut to bytes one by one, and be black without a word. */
function checkKinds({ name, images, labels, shape }: Omit<Dataset, 'count'>): void {
  const refuse = (what: string, rule: string): never => {
    throw new TypeError(`dataset: ${what} of ${name} must be ${rule}`);
  };
  if (!(images instanceof Uint8Array)) {
    const hint = 'tensorLoader takes numbers of any kind.';
    refuse('images', `a Uint8Array, got ${kindOf(images)}. ${hint}`);
  }
  if (!(labels instanceof Uint8Array || labels instanceof Int32Array)) {
    refuse('labels', `a Uint8Array or an Int32Array, got ${kindOf(labels)}.`);
  }
  if (shape.length !== 3) refuse('shape', `[H, W, C], got [${shape.join(', ')}].`);
}

function kindOf(value: object | undefined): string {
  if (value === undefined) return 'undefined';
  const { name } = value.constructor;
  return `${/^[AEIOU]/.test(name) ? 'an' : 'a'} ${name}`;
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
