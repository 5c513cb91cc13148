// From bytes of a data set to the tensors of one batch.
import { fromBytes, tensor, type Tensor } from '@evenkeel/tensor';
import type { Dataset, PixelStatistics } from './dataset.js';

/** What a loader gives for one step. */
export interface Batch {
  /** [N, H, W, C], pixels after normalization. */
  readonly x: Tensor;
  /** [N] classes, int32. */
  readonly y: Tensor;
}

/** Makes batches of one data set: x = (pixel / 255 - mean) / deviation. */
export class Batcher {
  readonly #set: Dataset;
  readonly #pixels: number;
  readonly #scale: number;
  readonly #shift: number;
  /** Reused from batch to batch, as the back end keeps a copy. */
  #bytes = new Uint8Array(0);

  constructor(set: Dataset, { mean, deviation }: PixelStatistics) {
    this.#set = set;
    this.#pixels = set.shape[0] * set.shape[1] * set.shape[2];
    this.#scale = 1 / (255 * deviation);
    this.#shift = -mean / deviation;
  }

  /** The images with the given indices, in their order. */
  make(indices: Int32Array): Batch {
    const { images, labels, shape } = this.#set;
    const pixels = this.#pixels;
    const count = indices.length;
    if (this.#bytes.length < count * pixels) this.#bytes = new Uint8Array(count * pixels);
    const classes = new Int32Array(count);
    for (let row = 0; row < count; row += 1) {
      const index = indices[row]!;
      this.#bytes.set(images.subarray(index * pixels, (index + 1) * pixels), row * pixels);
      classes[row] = labels[index]!;
    }
    const x = fromBytes(this.#bytes.subarray(0, count * pixels), {
      shape: [count, ...shape],
      scale: this.#scale,
      shift: this.#shift,
    });
    return { x, y: tensor(classes) };
  }
}
