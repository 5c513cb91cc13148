// Principal component analysis: the linear code that nonlinear ones are measured against.
import {
  add,
  ArgumentError,
  matmul,
  reshape,
  ShapeError,
  sub,
  tensor,
  tidy,
  transpose,
  type Tensor,
} from '@evenkeel/tensor';
import { covariance, type Covariance } from './covariance.js';
import { symmetricEigen } from './eigen.js';

export interface PcaOptions {
  /** Components to keep; all unless given. */
  readonly components?: number;
}

/** Mean and leading principal components of a data set; made by `pca`. */
export class PrincipalComponents {
  /** [size] */
  readonly mean: Float64Array;
  /** [components, size] in row-major order, each row of length 1. */
  readonly components: Float64Array;
  /** [components], in falling order: the variance of the data along each. */
  readonly variances: Float64Array;
  /** The variance of the data along all directions. */
  readonly totalVariance: number;

  /** @internal */
  constructor({ mean, covariance: matrix, size }: Covariance, count: number) {
    const { values, vectors } = symmetricEigen(matrix, size);
    this.mean = mean;
    this.components = vectors.slice(0, count * size);
    this.variances = values.slice(0, count);
    this.totalVariance = values.reduce((sum, value) => sum + value, 0);
  }

  /**
   * The code of examples: their coordinates along the components.
   *
   * code[n, k] = sum over i of (x[n, i] - mean[i]) components[k, i]
   *
   * @param x  [N, ...], flattened to [N, size]
   * @returns  [N, components]
   */
  encode(x: Tensor): Tensor {
    const size = this.mean.length;
    const count = x.shape[0] ?? 0;
    if (x.size !== count * size || x.shape.length < 2) {
      const expected = `[N, ...] of ${size} numbers an example`;
      const received = `[${x.shape.join(', ')}]`;
      throw new ShapeError({ op: 'pca.encode', argument: 'x', expected, received });
    }
    return tidy(() =>
      matmul(sub(reshape(x, [count, size]), tensor(this.mean)), this.#basis('columns')),
    );
  }

  /**
   * The point that a code stands for, in the space of the data.
   *
   * x[n, i] = mean[i] + sum over k of code[n, k] components[k, i]
   *
   * @param code  [N, components]
   * @returns  [N, size]
   */
  decode(code: Tensor): Tensor {
    return tidy(() => add(matmul(code, this.#basis('rows')), tensor(this.mean)));
  }

  #basis(as: 'rows' | 'columns'): Tensor {
    const shape = [this.variances.length, this.mean.length];
    const rows = tensor(this.components, { shape });
    return as === 'rows' ? rows : transpose(rows);
  }
}

/**
 * Principal component analysis.
 *
 * The components are the eigenvectors of the (biased) covariance with the largest eigenvalues. Of all linear codes of
 * that many numbers, theirs has the smallest squared error: over the data it was computed from,
 * mean over n of |x_n - decode(encode(x_n))|^2 = totalVariance - sum(variances).
 *
 * @param batches  anything that gives `{ x }` with x [N, ...], such as a loader; one pass is made
 * @param options  components, from 1 to the numbers of an example; all unless given
 * @returns  mean, components, variances, `encode` and `decode`
 * @throws ArgumentError  no examples, examples that differ in size, or components out of range
 * @see Pearson 1901, "On lines and planes of closest fit to systems of points in space"
 * @example
 * const x = tensor([[0, 0], [1, 2], [2, 4]]);
 * const line = pca([{ x }], { components: 1 });
 * line.variances; // [3.33333]
 * line.decode(line.encode(x)).dataSync(); // [0, 0, 1, 2, 2, 4]
 */
export function pca(
  batches: Iterable<{ readonly x: Tensor }>,
  options: PcaOptions = {},
): PrincipalComponents {
  const spread = covariance(batches);
  const count = options.components ?? spread.size;
  if (!Number.isSafeInteger(count) || count < 1 || count > spread.size) {
    throw new ArgumentError({
      op: 'pca',
      argument: 'components',
      expected: `a whole number from 1 to ${spread.size}, the numbers of an example`,
      received: String(count),
    });
  }
  return new PrincipalComponents(spread, count);
}
