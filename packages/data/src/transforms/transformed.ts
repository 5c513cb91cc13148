// A batch as a loader has read it, through a transform.
import type { Generator } from '@evenkeel/tensor';
import { batchOf, type Batch, type RawBatch } from '../batch.js';
import type { PixelStatistics } from '../dataset.js';
import type { Samples, Transform } from './transform.js';

export interface Transforming {
  readonly transform: Transform;
  /** Of the loader. */
  readonly generator: Generator;
  readonly shape: readonly number[];
  readonly classes: number;
  /** Which batch it is. */
  readonly epoch: number;
  readonly position: number;
}

/**
 * The batch after the transform, and normalized then. Draws come from a fork for this batch, so that no batch depends on those
 * before it.
 */
export function transformedBatch(
  { values, labels }: RawBatch,
  how: Transforming,
  normalize: PixelStatistics,
): Batch {
  const { transform, generator, shape, classes, epoch, position } = how;
  const samples: Samples = { values: floats(values), shape, labels, classes, targets: null };
  const made = transform(samples, generator.fork('transform').fork(epoch).fork(position));
  return batchOf(made, made.shape, normalize);
}

/** Always an array of its own, which transforms may write to. */
function floats(values: Uint8Array | Float32Array): Float32Array {
  if (values instanceof Float32Array) return values.slice();
  const made = new Float32Array(values.length);
  for (let i = 0; i < values.length; i += 1) made[i] = values[i]! / 255;
  return made;
}
