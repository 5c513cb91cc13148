// The one formula behind Xavier, He and LeCun initialization: std = gain / sqrt(fan).
import { ArgumentError } from '@evenkeel/tensor';
import { fans } from './fans.js';
import {
  initializer,
  normalDistribution,
  uniformDistribution,
  type Initializer,
} from './initializer.js';

/** Which fan divides the variance: fanAverage is (fanIn + fanOut) / 2. */
export type FanMode = 'fanIn' | 'fanOut' | 'fanAverage';

export interface VarianceScaling {
  /** Name of the initializer, for errors and metadata. */
  readonly scheme: string;
  readonly kind: 'normal' | 'uniform';
  readonly mode: FanMode;
  readonly gain: number;
}

/**
 * Weights of mean 0 and std = gain / sqrt(fan), normal or uniform in (-a, a) with a = sqrt(3) * std.
 *
 * One unit sums `fan` products, so Var(y) = fan * Var(w) * E[x^2]; std = 1 / sqrt(fan) keeps the
 * variance of the signal, and the gain makes up for what the nonlinearity takes away.
 *
 * @param settings  scheme, its name; kind of distribution; mode of fan; gain = 1
 * @returns  an initializer: called with a shape and a generator it gives the weight
 * @throws ArgumentError  an unknown mode, or a gain that is negative or not finite
 * @throws ShapeError  (when it draws) a shape of fewer than 2 axes
 * @example
 * const half = varianceScaling({ scheme: 'half', kind: 'normal', mode: 'fanIn', gain: 0.5 });
 * half.distribution([100, 10]).std; // 0.05
 */
export function varianceScaling(settings: VarianceScaling): Initializer {
  const { scheme, kind, mode, gain } = settings;
  if (!['fanIn', 'fanOut', 'fanAverage'].includes(mode)) {
    throw new ArgumentError({
      op: scheme,
      argument: 'mode',
      expected: 'fanIn, fanOut or fanAverage',
      received: `'${mode}'`,
    });
  }
  if (!(gain >= 0 && gain < Infinity)) {
    throw new ArgumentError({
      op: scheme,
      argument: 'gain',
      expected: 'a finite number from 0 on',
      received: String(gain),
    });
  }
  const stdOf = (shape: readonly number[]) => {
    const { fanIn, fanOut } = fans(shape, scheme);
    const fan = mode === 'fanIn' ? fanIn : mode === 'fanOut' ? fanOut : (fanIn + fanOut) / 2;
    return gain / Math.sqrt(Math.max(fan, 1));
  };
  if (kind === 'normal') {
    return initializer(
      scheme,
      (shape) => normalDistribution(0, stdOf(shape)),
      (shape, generator) => generator.normal(shape, 0, stdOf(shape)),
    );
  }
  const boundOf = (shape: readonly number[]) => Math.sqrt(3) * stdOf(shape);
  return initializer(
    scheme,
    (shape) => uniformDistribution(-boundOf(shape), boundOf(shape)),
    (shape, generator) => {
      const bound = boundOf(shape);
      return generator.uniform(shape, -bound, bound);
    },
  );
}
