// The factor by which weights must be larger because a nonlinearity shrinks the signal.
import { ArgumentError } from '@evenkeel/tensor';

const gains = {
  linear: () => 1,
  conv2d: () => 1,
  sigmoid: () => 1,
  tanh: () => 5 / 3,
  relu: () => Math.SQRT2,
  leakyRelu: (slope = 0.01) => Math.sqrt(2 / (1 + slope * slope)),
  selu: () => 3 / 4,
} satisfies Readonly<Record<string, (param?: number) => number>>;

export type Nonlinearity = keyof typeof gains;

/**
 * Recommended gain of a nonlinearity: the standard deviation of weights is gain / sqrt(fan).
 *
 * linear, conv2d, sigmoid 1; tanh 5/3; relu sqrt(2); leakyRelu sqrt(2 / (1 + slope^2)); selu 3/4.
 * The gain of relu follows from E[relu(z)^2] = Var(z) / 2 for z symmetric about 0 (He et al. 2015).
 *
 * @param nonlinearity  the function that follows the layer
 * @param param  slope of leakyRelu (default 0.01); the others take none
 * @returns  the gain, a factor of the deviation
 * @throws ArgumentError  a nonlinearity without a known gain
 * @example
 * calculateGain('leakyRelu', 0.2); // 1.3868
 */
export function calculateGain(nonlinearity: Nonlinearity, param?: number): number {
  const gain: ((param?: number) => number) | undefined = gains[nonlinearity];
  if (gain === undefined) {
    throw new ArgumentError({
      op: 'calculateGain',
      argument: 'nonlinearity',
      expected: `one of ${Object.keys(gains).join(', ')}`,
      received: `'${String(nonlinearity)}'`,
    });
  }
  return gain(param);
}
