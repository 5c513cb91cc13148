// From the numbers of some samples to the tensors of one batch.
import { ArgumentError, div, fromBytes, sub, tensor, tidy, type Tensor } from '@evenkeel/tensor';
import type { Dataset, PixelStatistics } from './dataset.js';

/** What a loader gives for one step. */
export interface Batch {
  /** [N, H, W, C], or [N, ...] for samples of another shape, after normalization. */
  readonly x: Tensor;
  /**
   * [N] classes, int32; or [N, classes] probabilities, float32, of transforms that mix or smooth labels. Of `tensorLoader`: [N, ...] in
   * the dtype of the y it was given, such as numbers to come close to.
   */
  readonly y: Tensor;
}

/** A batch before it becomes tensors. */
export interface RawBatch {
  /** [N, ...] in row-major order. */
  readonly values: Uint8Array | Float32Array;
  /** [N] classes. */
  readonly labels: Int32Array;
}

/** The images with the given numbers, in their order; pixels go to `into`, which must be long enough. */
export function gather(set: Dataset, indices: Int32Array, into: Uint8Array): RawBatch {
  const { images, labels, shape } = set;
  const pixels = shape[0] * shape[1] * shape[2];
  const classes = new Int32Array(indices.length);
  for (let row = 0; row < indices.length; row += 1) {
    const index = indices[row]!;
    into.set(images.subarray(index * pixels, (index + 1) * pixels), row * pixels);
    classes[row] = labels[index]!;
  }
  return { values: into.subarray(0, indices.length * pixels), labels: classes };
}

/**
 * The tensors: x = (byte / 255 - mean) / deviation, or (value - mean) / deviation of floats. The arrays may be used
 * again afterwards, as the back end keeps a copy.
 */
export function batchOf(
  { values, labels, targets = null }: RawBatch & { readonly targets?: Float32Array | null },
  shape: readonly number[],
  { mean, deviation }: PixelStatistics,
): Batch {
  const all = [labels.length, ...shape];
  const y =
    targets === null
      ? tensor(labels)
      : tensor(targets, { shape: [labels.length, targets.length / labels.length] });
  if (values instanceof Uint8Array) {
    const scaled = { scale: 1 / (255 * deviation), shift: -mean / deviation };
    return { x: fromBytes(values, { shape: all, ...scaled }), y };
  }
  const x = tidy(() => {
    const given = tensor(values, { shape: all });
    return mean === 0 && deviation === 1 ? given : div(sub(given, mean), deviation);
  });
  return { x, y };
}

/** The statistics that pixels are normalized by: mean 0 and deviation 1 unless given. */
export function checkedNormalization(
  op: string,
  given: Partial<PixelStatistics> = {},
): PixelStatistics {
  const { mean = 0, deviation = 1 } = given;
  const refuse = (argument: string, expected: string, received: number): never => {
    throw new ArgumentError({ op, argument, expected, received: String(received) });
  };
  if (!Number.isFinite(mean)) refuse('normalize.mean', 'a finite number', mean);
  if (!(deviation > 0 && deviation < Number.POSITIVE_INFINITY)) {
    refuse('normalize.deviation', 'a positive number', deviation);
  }
  return { mean, deviation };
}
