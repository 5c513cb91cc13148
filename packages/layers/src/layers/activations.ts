// Activations as layers: each wraps the op of the same name, which documents its formula.
import * as ops from '@evenkeel/tensor';
import type { Tensor } from '@evenkeel/tensor';
import type { FusedActivation } from '../containers/fusion.js';
import { Layer } from '../core/layer.js';

/** A function applied to every element; it has no parameters and keeps the channels. */
export class Activation extends Layer<number, number, true> {
  /** Its function, as `summary` prints it. */
  readonly name: string;
  /** Which activation of a kernel it is, for the layer before it. */
  readonly fusedAs: FusedActivation | null;
  readonly #apply: (x: Tensor) => Tensor;

  constructor(name: string, apply: (x: Tensor) => Tensor, fusedAs: FusedActivation | null = null) {
    super();
    this.name = name;
    this.#apply = apply;
    this.fusedAs = fusedAs;
  }

  override get kind(): string {
    return this.name;
  }

  override forward(x: Tensor): Tensor {
    return this.#apply(x);
  }
}

/**
 * Rectified linear unit: y = max(0, x). Weights before it start best from `heNormal`.
 *
 * @see Nair & Hinton 2010, "Rectified linear units improve restricted Boltzmann machines"
 * @example
 * sequential(linear(784, 100), relu(), linear(100, 10));
 */
export const relu = (): Activation => new Activation('relu', ops.relu, 'relu');

/** Logistic function: y = 1 / (1 + e^-x), between 0 and 1; saturates on both sides. */
export const sigmoid = (): Activation => new Activation('sigmoid', ops.sigmoid, 'sigmoid');

/** Hyperbolic tangent, between -1 and 1; saturates on both sides but is centered at 0. */
export const tanh = (): Activation => new Activation('tanh', ops.tanh, 'tanh');

/** y = min(max(0, x), 6). */
export const relu6 = (): Activation => new Activation('relu6', ops.relu6);

/**
 * y = x > 0 ? x : slope * x: a unit that is never dead.
 *
 * @param options  slope = 0.01
 */
export const leakyRelu = (options: { readonly slope?: number } = {}): Activation =>
  new Activation('leakyRelu', (x) => ops.leakyRelu(x, options));

/**
 * Exponential linear unit: y = x > 0 ? x : alpha * (e^x - 1).
 *
 * @param options  alpha = 1
 * @see Clevert et al. 2016, "Fast and accurate deep network learning by exponential linear units"
 */
export const elu = (options: { readonly alpha?: number } = {}): Activation =>
  new Activation('elu', (x) => ops.elu(x, options));

/** Scaled elu, which keeps mean 0 and variance 1 through layers drawn by `lecunNormal`. */
export const selu = (): Activation => new Activation('selu', ops.selu);

/**
 * Continuous elu: y = max(0, x) + min(0, alpha * (e^(x / alpha) - 1)).
 *
 * @param options  alpha = 1
 */
export const celu = (options: { readonly alpha?: number } = {}): Activation =>
  new Activation('celu', (x) => ops.celu(x, options));

/**
 * Gaussian error linear unit: y = x * Phi(x).
 *
 * @param options  approximate = 'none', or 'tanh' for the faster formula
 */
export const gelu = (options: { readonly approximate?: 'none' | 'tanh' } = {}): Activation =>
  new Activation('gelu', (x) => ops.gelu(x, options));

/** y = x * sigmoid(x), also called swish. */
export const silu = (): Activation => new Activation('silu', ops.silu);

/** y = x * tanh(softplus(x)). */
export const mish = (): Activation => new Activation('mish', ops.mish);

/**
 * y = log(1 + e^(beta x)) / beta, a smooth relu.
 *
 * @param options  beta = 1
 */
export const softplus = (options: { readonly beta?: number } = {}): Activation =>
  new Activation('softplus', (x) => ops.softplus(x, options));

/** y = x / (1 + |x|). */
export const softsign = (): Activation => new Activation('softsign', ops.softsign);

/** y = clip(x + 3, 0, 6) / 6. */
export const hardSigmoid = (): Activation => new Activation('hardSigmoid', ops.hardSigmoid);

/** y = x * hardSigmoid(x). */
export const hardSwish = (): Activation => new Activation('hardSwish', ops.hardSwish);
