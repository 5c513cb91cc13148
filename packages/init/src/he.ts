// He (Kaiming) initialization.
import { calculateGain } from './gain.js';
import type { Initializer } from './initializer.js';
import { varianceScaling, type FanMode } from './variance-scaling.js';

export interface HeOptions {
  /** fanIn (default) keeps the variance of the signal, fanOut that of the gradient. */
  readonly mode?: FanMode;
  /** Slope of the leaky relu that follows, for negative inputs; 0 (default) is relu. */
  readonly slope?: number;
}

/**
 * N(0, std^2) with std = sqrt(2 / (1 + slope^2) / fan).
 *
 * Why 2 / fanIn. Let y = sum of fanIn products w * x, with independent w of mean 0. Then
 * Var(y) = fanIn * Var(w) * E[x^2]. The input x = relu(z) of the layer is 0 for half of the values of
 * z, which is symmetric about 0, so E[x^2] = Var(z) / 2, and Var(y) = fanIn * Var(w) * Var(z) / 2.
 * The variance neither grows nor shrinks with depth if fanIn * Var(w) / 2 = 1: Var(w) = 2 / fanIn.
 * A leaky relu keeps slope^2 of the other half as well: Var(w) = 2 / ((1 + slope^2) * fanIn).
 *
 * @param options  mode = 'fanIn'; slope = 0
 * @returns  an initializer: called with a shape and a generator it gives the weight
 * @throws ShapeError  (when it draws) a shape of fewer than 2 axes
 * @see He et al. 2015, "Delving deep into rectifiers"
 * @example
 * heNormal().distribution([3, 3, 32, 64]).std; // 0.0833
 * conv2d(32, 64, { kernel: 3, padding: 1, init: heNormal() }).weight.shape; // [3, 3, 32, 64]
 */
export function heNormal(options: HeOptions = {}): Initializer {
  return he('heNormal', 'normal', options);
}

/**
 * U(-a, a) with a = sqrt(6 / (1 + slope^2) / fan), the variance of heNormal, since U(-a, a) has
 * variance a^2 / 3.
 *
 * Slides on the subject print U(-4 / (fanIn + fanOut), 4 / (fanIn + fanOut)) as He's result. It is
 * not: that is the variance 16 / (3 * (fanIn + fanOut)^2), which shrinks with the square of the width,
 * and the signal dies within a few layers.
 *
 * @param options  mode = 'fanIn'; slope = 0
 * @returns  an initializer: called with a shape and a generator it gives the weight
 * @throws ShapeError  (when it draws) a shape of fewer than 2 axes
 * @see He et al. 2015, "Delving deep into rectifiers"
 * @example
 * heUniform().distribution([600, 100]).high; // 0.1
 */
export function heUniform(options: HeOptions = {}): Initializer {
  return he('heUniform', 'uniform', options);
}

/**
 * Another name of heNormal.
 *
 * @example
 * kaimingNormal().scheme; // 'heNormal'
 */
export const kaimingNormal = heNormal;

/**
 * Another name of heUniform.
 *
 * @example
 * kaimingUniform().scheme; // 'heUniform'
 */
export const kaimingUniform = heUniform;

function he(scheme: string, kind: 'normal' | 'uniform', options: HeOptions): Initializer {
  const { mode = 'fanIn', slope = 0 } = options;
  return varianceScaling({ scheme, kind, mode, gain: calculateGain('leakyRelu', slope) });
}
