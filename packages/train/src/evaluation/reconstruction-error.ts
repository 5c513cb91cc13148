// How well codes keep what they stand for.
import type { Batch } from '@evenkeel/data';
import { noGrad, reshape, Scope, square, sub, sum, type Tensor } from '@evenkeel/tensor';
import { Breather } from '../fit/breathe.js';

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
  data: Iterable<Pick<Batch, 'x'>>,
  options: { readonly signal?: AbortSignal } = {},
): Promise<number> {
  const breather = new Breather();
  const batches = data[Symbol.iterator]();
  let total = 0;
  let count = 0;
  for (;;) {
    const part = partOf(reconstruct, batches);
    if (part === null) break;
    total += part.error;
    count += part.examples;
    options.signal?.throwIfAborted();
    if (breather.due) await breather.breathe();
  }
  if (count === 0) throw new Error('reconstructionError: data must have examples, got none.');
  return total / count;
}

/** The summed error of the next batch; null at the end. */
function partOf(
  reconstruct: (x: Tensor) => Tensor,
  batches: Iterator<Pick<Batch, 'x'>>,
): { error: number; examples: number } | null {
  using _scope = new Scope();
  const next = batches.next();
  if (next.done === true) return null;
  const { x } = next.value;
  return noGrad(() => {
    const back = reshape(reconstruct(x), x.shape);
    return { error: sum(square(sub(x, back))).item(), examples: x.shape[0] ?? 0 };
  });
}
