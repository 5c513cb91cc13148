// The loader of images: a data set as an endless, reproducible stream of batches that can be saved at any point.
import { ArgumentError } from '@evenkeel/tensor';
import { batchOf, checkedNormalization, gather, type Batch } from './batch.js';
import type { Dataset, PixelStatistics } from './dataset.js';
import { IndexLoader, type BatchPlace, type IndexLoaderOptions } from './index-loader.js';
import type { Transform } from './transforms/transform.js';
import { transformedBatch } from './transforms/transformed.js';

export interface LoaderOptions extends IndexLoaderOptions {
  /** Changes each batch, such as `compose(randomCrop({ padding: 4 }), randomFlip())`; draws by generator, epoch and place. */
  readonly transform?: Transform;
  /** Pixels become (pixel / 255 - mean) / deviation, after the transform; mean 0 and deviation 1 unless given. */
  readonly normalize?: Partial<PixelStatistics>;
}

/**
 * Gives the batches of a data set, epoch after epoch.
 *
 * The order of epoch e is a pure function of the generator and e, so a loader that is restored in the middle of
 * an epoch goes on exactly where the saved one would have. Batches belong to the scope that is open when they are
 * made; outside of one, to whoever asked.
 *
 * @param set  images and labels
 * @param options  batch; shuffle = true; generator = generator(0); dropLast = false; transform = none; normalize = none
 * @returns  an iterable whose one pass is (the rest of) an epoch
 * @throws ArgumentError  a batch that is no whole number from 1 on, an empty data set, a deviation that is not
 *   positive, or dropLast with a batch larger than the set
 * @example
 * const training = loader(drawDigits({ count: 100 }), { batch: 60, generator: generator(1) });
 * const sizes = Array.from(training, ({ x }) => x.shape[0]);
 * sizes; // [60, 40]
 * training.epoch; // 1
 */
export function loader(set: Dataset, options: LoaderOptions): Loader {
  return new Loader(set, options);
}

/** Made by `loader`. */
export class Loader extends IndexLoader {
  readonly dataset: Dataset;
  readonly #transform: Transform | null;
  readonly #normalize: PixelStatistics;
  /** Reused from batch to batch, as the back end keeps a copy. */
  readonly #pixels: Uint8Array;

  /** @internal */
  constructor(set: Dataset, options: LoaderOptions) {
    if (set.count === 0) {
      const rule = {
        argument: 'set',
        expected: 'a data set with images',
        received: 'an empty one',
      };
      throw new ArgumentError({ op: 'loader', ...rule });
    }
    super({ op: 'loader', kind: 'images', count: set.count }, options);
    this.dataset = set;
    this.#transform = options.transform ?? null;
    this.#normalize = checkedNormalization('loader', options.normalize);
    this.#pixels = new Uint8Array(Math.min(this.batch, set.count) * size(set));
  }

  protected override make(indices: Int32Array, place: BatchPlace): Batch {
    const { shape, classes } = this.dataset;
    const raw = gather(this.dataset, indices, this.#pixels);
    if (this.#transform === null) return batchOf(raw, shape, this.#normalize);
    const by = { transform: this.#transform, ...place };
    return transformedBatch(raw, { shape, classes, ...by }, this.#normalize);
  }
}

const size = ({ shape }: Dataset): number => shape[0] * shape[1] * shape[2];
