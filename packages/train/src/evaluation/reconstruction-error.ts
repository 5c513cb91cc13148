// How well codes keep what they stand for.
import type { Batch } from '@evenkeel/data';
import { noGrad, reshape, square, sub, sum, type Tensor } from '@evenkeel/tensor';
import { eachBatch, type Batches } from './each-batch.js';

/**
 * Squared error of reconstructions per example.
 *
 * error = mean over n of sum over i of (x[n, i] - reconstruct(x)[n, i])^2
 *
 * @param reconstruct  from x [N, ...] to as many numbers, such as `(x) => model.forward(x)` of an autoencoder, or
 *   `(x) => basis.decode(basis.encode(x))` of principal components
 * @param data  batches in any order, such as `loader(set, { batch: 500, shuffle: false })`
 * @param options  signal, which ends it with its reason
 * @returns  the mean squared error
 * @throws Error  no examples
 * @throws ShapeError  a reconstruction of another size
 * @example
 * const test = loader(drawDigits({ count: 40, split: 'test' }), { batch: 20, shuffle: false });
 * await reconstructionError((x) => x, test); // 0
 */
export async function reconstructionError(
  reconstruct: (x: Tensor) => Tensor,
  data: Batches,
  options: { readonly signal?: AbortSignal } = {},
): Promise<number> {
  const total = { error: 0, count: 0 };
  const add = ({ x }: Batch): void => {
    const back = reshape(
      noGrad(() => reconstruct(x)),
      x.shape,
    );
    total.error += noGrad(() => sum(square(sub(x, back)))).item();
    total.count += x.shape[0] ?? 0;
  };
  await eachBatch(data, add, options.signal);
  if (total.count === 0) throw new Error('reconstructionError: data must have examples, got none.');
  return total.error / total.count;
}
