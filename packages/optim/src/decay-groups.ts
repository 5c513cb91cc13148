// Groups that spare biases and the gamma and beta of normalization from weight decay.
import type { Tensor } from '@evenkeel/tensor';

/**
 * Splits parameters into those that decay, of 2 or more axes, and those that do not: vectors and scalars, which are
 * biases and the scales and shifts of normalization.
 *
 * @param parameters  model.parameters()
 * @param weightDecay  of the first group; the second has 0
 * @returns  the groups that are not empty
 * @example
 * const parameters = [zeros([784, 100]), zeros([100])];
 * const optimizer = sgd(decayGroups(parameters, 5e-4), { lr: 0.1 });
 * optimizer.groups[1].settings.weightDecay; // 0
 */
export function decayGroups(
  parameters: readonly Tensor[],
  weightDecay: number,
): { parameters: Tensor[]; weightDecay: number }[] {
  const weights = parameters.filter((parameter) => parameter.shape.length > 1);
  const vectors = parameters.filter((parameter) => parameter.shape.length <= 1);
  return [
    { parameters: weights, weightDecay },
    { parameters: vectors, weightDecay: 0 },
  ].filter((group) => group.parameters.length > 0);
}
