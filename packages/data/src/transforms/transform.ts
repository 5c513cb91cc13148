// What a transform is: a function from the samples of a batch, before they become tensors, to others.
import type { Generator } from '@evenkeel/tensor';

/** The samples of one batch on their way to the net. */
export interface Samples {
  /** [N, ...shape] in row-major order: bytes as 0 … 1, floats as they are. Belongs to the transform, which may write to it. */
  readonly values: Float32Array;
  /** Of one sample, such as [H, W, C]. */
  readonly shape: readonly number[];
  /** [N] */
  readonly labels: Int32Array;
  readonly classes: number;
  /** [N, classes] probabilities, once labels are mixed or smoothed; null while each sample has its one class. */
  readonly targets: Float32Array | null;
}

/**
 * Changes the samples of a batch.
 *
 * What it draws comes from the generator that it is given, and the draws of a row from that row's place: the loader gives each
 * batch a generator of its own, a function of the loader's generator, the epoch and the place in it. So a run that is resumed
 * sees the same images, and nothing depends on workers or time.
 */
export type Transform = (samples: Samples, generator: Generator) => Samples;

/**
 * One transform after the other.
 *
 * Each draws from a fork of its own, so that one more at the end changes nothing of what the others draw.
 *
 * @param transforms  in the order in which they are done; none leaves everything as it is
 * @returns  a transform
 * @example
 * const augment = compose(randomCrop({ padding: 4 }), randomFlip(), cutout({ size: 8 }));
 * const set = drawDigits({ count: 10 });
 * loader(set, { batch: 5, transform: augment }).next().x.shape; // [5, 28, 28, 1]
 */
export function compose(...transforms: readonly Transform[]): Transform {
  return (samples, generator) =>
    transforms.reduce((done, transform, place) => transform(done, generator.fork(place)), samples);
}
