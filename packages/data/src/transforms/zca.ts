// ZCA whitening: decorrelates the numbers of a sample, and stays as close to the sample as that can be.
import { matmul, reshape, ShapeError, sub, tensor, tidy, type Tensor } from '@evenkeel/tensor';
import { covariance, type Covariance } from '../covariance.js';
import { symmetricEigen } from '../eigen.js';
import { refuse, sizeOf, within } from './checks.js';
import type { Samples, Transform } from './transform.js';

export interface ZcaOptions {
  /** Added to every variance before its root is divided by, so that directions without signal do not become noise. */
  readonly eps?: number;
}

/** Made by `zcaWhitening`. */
export class ZcaWhitening {
  /** [size] */
  readonly mean: Float64Array;
  /** [size, size], symmetric: W = V diag(1 / sqrt(variance + eps)) V^T. */
  readonly matrix: Float64Array;

  /** @internal */
  constructor({ mean, covariance: matrix, size }: Covariance, eps: number) {
    const { values, vectors } = symmetricEigen(matrix, size);
    this.mean = mean;
    this.matrix = new Float64Array(size * size);
    for (let k = 0; k < size; k += 1) {
      const variance = Math.max(values[k]!, 0) + eps;
      if (variance === 0) {
        refuse('zcaWhitening', [
          'eps',
          'positive for data that do not vary in all directions',
          '0',
        ]);
      }
      const factor = 1 / Math.sqrt(variance);
      const vector = vectors.subarray(k * size, (k + 1) * size);
      for (let i = 0; i < size; i += 1) {
        const row = factor * vector[i]!;
        for (let j = 0; j < size; j += 1) this.matrix[i * size + j]! += row * vector[j]!;
      }
    }
  }

  /**
   * Whitened examples: y[n] = (x[n] - mean) W, in the shape of x.
   *
   * @param x  [N, ...], of as many numbers an example as the data it was fitted to
   * @returns  [N, ...]
   */
  apply(x: Tensor): Tensor {
    const size = this.mean.length;
    const count = x.shape[0] ?? 0;
    if (x.size !== count * size || x.shape.length < 2) {
      const expected = `[N, ...] of ${size} numbers an example`;
      const received = `[${x.shape.join(', ')}]`;
      throw new ShapeError({ op: 'zca.apply', argument: 'x', expected, received });
    }
    return tidy(() => {
      const centred = sub(reshape(x, [count, size]), tensor(this.mean));
      const whitened = matmul(centred, tensor(this.matrix, { shape: [size, size] }));
      return reshape(whitened, [...x.shape]);
    });
  }

  /** The same in a chain of transforms, or for a loader. Fit it to values as they come there. */
  readonly transform: Transform = (samples: Samples): Samples => {
    if (sizeOf(samples.shape) !== this.mean.length) {
      const found = `shape [${samples.shape.join(', ')}]`;
      refuse('zca.transform', ['samples', `of ${this.mean.length} numbers`, found]);
    }
    const shape = [samples.labels.length, ...samples.shape];
    const whitened = tidy(() => this.apply(tensor(samples.values, { shape })).dataSync());
    return { ...samples, values: Float32Array.from(whitened) };
  };
}

/**
 * Fits ZCA whitening to data: afterwards the numbers of a sample have zero mean, unit variance and no correlation.
 *
 * y = (x - mean) W, W = V diag(1 / sqrt(variance_k + eps)) V^T with the eigenvectors V and eigenvalues of the covariance. Of all
 * whitenings it changes the samples least, so images stay images. With eps the covariance of y is V diag(variance_k / (variance_k +
 * eps)) V^T. Fitting takes about 6 size^3 operations: two seconds for 784 numbers, minutes for 3,072; W takes size^2 numbers.
 *
 * @param batches  anything that gives `{ x }` with x [N, ...], such as a loader; one pass is made
 * @param options  eps = 1e-3, in units of the data squared
 * @returns  mean, matrix, `apply(x)` and `transform`
 * @throws ArgumentError  no examples, examples that differ in size, a negative eps, or an eps of 0 for data that do not vary in all
 *   directions
 * @see Bell & Sejnowski 1997, "The 'independent components' of natural scenes are edge filters"
 * @see Krizhevsky 2009, "Learning multiple layers of features from tiny images", appendix A
 * @example
 * const x = tensor([[1, 1], [-1, -1], [3, -3], [-3, 3]]);
 * const whitening = zcaWhitening([{ x }], { eps: 0 });
 * covariance([{ x: whitening.apply(x) }]).covariance; // [1, 0, 0, 1]
 */
export function zcaWhitening(
  batches: Iterable<{ readonly x: Tensor }>,
  { eps = 1e-3 }: ZcaOptions = {},
): ZcaWhitening {
  within('zcaWhitening', ['eps', eps], { least: 0, most: Number.MAX_VALUE });
  return new ZcaWhitening(covariance(batches), eps);
}
