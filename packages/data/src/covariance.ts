// Mean and covariance of examples, in one pass over batches.
import {
  ArgumentError,
  matmul,
  noGrad,
  reshape,
  Scope,
  tensor,
  transpose,
  sub,
  type Tensor,
} from '@evenkeel/tensor';

/** What `covariance` gives. */
export interface Covariance {
  /** Examples. */
  readonly count: number;
  /** Numbers in an example. */
  readonly size: number;
  /** [size] */
  readonly mean: Float64Array;
  /** [size, size] in row-major order. */
  readonly covariance: Float64Array;
}

/**
 * Mean and (biased) covariance of the examples in batches.
 *
 * covariance[i, j] = sum over n of (x[n, i] - mean[i]) (x[n, j] - mean[j]) / N. Each batch is centred by its own mean and
 * multiplied by the back end; batches are merged in float64 by Chan's formula, so a mean far from 0 costs no accuracy.
 *
 * @param batches  anything that gives `{ x }` with x [N, ...], such as a loader; examples are flattened
 * @returns  count, size, mean [size], covariance [size, size]
 * @throws ArgumentError  no examples, or batches whose examples differ in size
 * @see Chan, Golub & LeVeque 1983, "Algorithms for computing the sample variance"
 * @example
 * const { mean, covariance: c } = covariance([{ x: tensor([[1, 0], [3, 4]]) }]);
 * mean; // [2, 2]
 * c; // [1, 2, 2, 4]
 */
export function covariance(batches: Iterable<{ readonly x: Tensor }>): Covariance {
  const source = batches[Symbol.iterator]();
  let total: Total | null = null;
  for (;;) {
    using _scope = new Scope();
    const next = source.next();
    if (next.done === true) break;
    const { x } = next.value;
    const count = x.shape[0] ?? 0;
    if (count === 0) continue;
    const size = x.size / count;
    total ??= { count: 0, mean: new Float64Array(size), scatter: new Float64Array(size * size) };
    if (total.mean.length !== size) refuse(`${total.mean.length} numbers each`, String(size));
    merge(
      total,
      noGrad(() => scatterOf(reshape(x, [count, size]))),
    );
  }
  if (total === null) return refuse('at least one', 'none');
  const { count, mean, scatter } = total;
  return { count, size: mean.length, mean, covariance: scatter.map((sum) => sum / count) };
}

interface Total {
  count: number;
  readonly mean: Float64Array;
  /** Sum of the products of deviations from the mean. */
  readonly scatter: Float64Array;
}

/** Count, mean and scatter of one batch [N, size]. */
function scatterOf(x: Tensor): Total {
  const [count, size] = x.shape as [number, number];
  const mean = columnMeans(x.dataSync(), size);
  const centred = sub(x, tensor(mean));
  return {
    count,
    mean,
    scatter: Float64Array.from(matmul(transpose(centred), centred).dataSync()),
  };
}

function columnMeans(values: ArrayLike<number>, size: number): Float64Array {
  const sums = new Float64Array(size);
  for (let i = 0; i < values.length; i += 1) sums[i % size]! += values[i]!;
  return sums.map((sum) => sum / (values.length / size));
}

function merge(total: Total, batch: Total): void {
  const count = total.count + batch.count;
  const shift = batch.mean.map((mean, i) => mean - total.mean[i]!);
  const weight = (total.count * batch.count) / count;
  const size = shift.length;
  for (let i = 0; i < size; i += 1) {
    const row = weight * shift[i]!;
    for (let j = 0; j < size; j += 1) {
      total.scatter[i * size + j]! += batch.scatter[i * size + j]! + row * shift[j]!;
    }
  }
  for (let i = 0; i < size; i += 1) total.mean[i]! += (batch.count / count) * shift[i]!;
  total.count = count;
}

function refuse(expected: string, received: string): never {
  throw new ArgumentError({ op: 'covariance', argument: 'examples', expected, received });
}
