// Xavier (Glorot) initialization.
import type { Initializer } from './initializer.js';
import { varianceScaling } from './variance-scaling.js';

export interface XavierOptions {
  /** Factor for the nonlinearity that follows (see calculateGain); default 1. */
  readonly gain?: number;
}

/**
 * N(0, std^2) with std = gain * sqrt(2 / (fanIn + fanOut)).
 *
 * A compromise: 1 / fanIn would keep the variance of the signal on the way forward, 1 / fanOut that
 * of the gradient on the way back. Made for functions that are linear around 0, such as tanh; for
 * relu use heNormal.
 *
 * @param options  gain = 1
 * @returns  an initializer: called with a shape and a generator it gives the weight
 * @throws ShapeError  (when it draws) a shape of fewer than 2 axes
 * @see Glorot & Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks"
 * @example
 * xavierNormal().distribution([784, 100]).std; // 0.0476
 * linear(784, 100, { init: xavierNormal({ gain: calculateGain('tanh') }) });
 */
export function xavierNormal(options: XavierOptions = {}): Initializer {
  return varianceScaling({
    scheme: 'xavierNormal',
    kind: 'normal',
    mode: 'fanAverage',
    gain: options.gain ?? 1,
  });
}

/**
 * U(-a, a) with a = gain * sqrt(6 / (fanIn + fanOut)): the variance of xavierNormal.
 *
 * @param options  gain = 1
 * @returns  an initializer: called with a shape and a generator it gives the weight
 * @throws ShapeError  (when it draws) a shape of fewer than 2 axes
 * @see Glorot & Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks"
 * @example
 * xavierUniform().distribution([500, 100]).high; // 0.1
 */
export function xavierUniform(options: XavierOptions = {}): Initializer {
  return varianceScaling({
    scheme: 'xavierUniform',
    kind: 'uniform',
    mode: 'fanAverage',
    gain: options.gain ?? 1,
  });
}

/**
 * Another name of xavierNormal.
 *
 * @example
 * glorotNormal().scheme; // 'xavierNormal'
 */
export const glorotNormal = xavierNormal;

/**
 * Another name of xavierUniform.
 *
 * @example
 * glorotUniform().scheme; // 'xavierUniform'
 */
export const glorotUniform = xavierUniform;
