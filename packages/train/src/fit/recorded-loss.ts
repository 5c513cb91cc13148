// A model and its loss as a step that is recorded and replayed.
import { passKey } from '@evenkeel/layers';
import { crossEntropy, recordedStep, type RecordedStep } from '@evenkeel/tensor';
import type { Loss, Model } from '../evaluate.js';

/**
 * For loops by hand: `loss(model.forward(x), y)` and its backward pass, recorded when shapes repeat and then replayed as
 * kernels alone, with the same bits in less time. `fit` does so by itself.
 *
 * Modes, settings, frozen parts and other parameters of the model are noticed, and the step is recorded anew. Modules and
 * losses of your own must do the same each time; `recordedStep` says more.
 *
 * @param model  takes x
 * @param loss  crossEntropy unless given
 * @returns  the step, with `forward(x, y)`, `backward` and `dispose`
 * @example
 * const model = sequential(flatten(), linear(784, 10));
 * const optimizer = sgd(model.parameters(), { lr: 0.1 });
 * const data = loader(drawDigits({ count: 60 }), { batch: 20 });
 * const step = recordedLoss(model);
 * for (let i = 0; i < 5; i++) {
 *   using scope = new Scope();
 *   const { x, y } = data.next();
 *   const loss = step.forward(x, y);
 *   optimizer.zeroGrad();
 *   step.backward();
 *   optimizer.step();
 * }
 */
export function recordedLoss(
  model: Model,
  loss: Loss = (output, y) => crossEntropy(output, y),
): RecordedStep {
  const compute = (...[x, y]: Parameters<Loss>) => loss(model.forward(x), y);
  let key: (() => readonly unknown[]) | null = null;
  return recordedStep(compute, { key: () => (key ??= passKey(model))() });
}
