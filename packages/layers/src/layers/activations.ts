// Activations as layers: each wraps the op of the same name, which documents its formula.
import * as ops from '@evenkeel/tensor';
import type { Tensor } from '@evenkeel/tensor';
import type { FusedActivation } from '../containers/fusion.js';
import { Layer } from '../core/layer.js';

/** A function applied to every element; it has no parameters and keeps the channels. */
export class Activation extends Layer<number, number, true> {
  static readonly repeats: boolean = true;
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
 * @returns  a layer that keeps shape and channels
 * @throws ArgumentError  forward: an x that is no live float tensor
 * @see Nair & Hinton 2010, "Rectified linear units improve restricted Boltzmann machines"
 *
 * @example
 * relu().forward(tensor([-1, 2])).dataSync(); // [0, 2]
 */
export const relu = (): Activation => new Activation('relu', ops.relu, 'relu');

/**
 * Logistic function: y = 1 / (1 + e^-x), between 0 and 1; saturates on both sides.
 *
 * @returns  a layer that keeps shape and channels
 * @throws ArgumentError  forward: an x that is no live float tensor
 * @example
 * sigmoid().forward(tensor([0, 2])).dataSync(); // [0.5, 0.8808]
 */
export const sigmoid = (): Activation => new Activation('sigmoid', ops.sigmoid, 'sigmoid');

/**
 * Hyperbolic tangent, between -1 and 1; saturates on both sides but is centered at 0.
 *
 * @returns  a layer that keeps shape and channels
 * @throws ArgumentError  forward: an x that is no live float tensor
 * @example
 * tanh().forward(tensor([0, 1])).dataSync(); // [0, 0.7616]
 */
export const tanh = (): Activation => new Activation('tanh', ops.tanh, 'tanh');

/**
 * y = min(max(0, x), 6).
 *
 * @returns  a layer that keeps shape and channels
 * @throws ArgumentError  forward: an x that is no live float tensor
 * @example
 * relu6().forward(tensor([-1, 7])).dataSync(); // [0, 6]
 */
export const relu6 = (): Activation => new Activation('relu6', ops.relu6);

/**
 * y = x > 0 ? x : slope * x: a unit that is never dead.
 *
 * @param options  slope = 0.01
 * @returns  a layer that keeps shape and channels
 * @throws ArgumentError  forward: an x that is no live float tensor
 * @see Maas et al. 2013, "Rectifier nonlinearities improve neural network acoustic models"
 *
 * @example
 * leakyRelu({ slope: 0.1 }).forward(tensor([-1, 2])).dataSync(); // [-0.1, 2]
 */
export const leakyRelu = (options: { readonly slope?: number } = {}): Activation =>
  new Activation('leakyRelu', (x) => ops.leakyRelu(x, options));

/**
 * Exponential linear unit: y = x > 0 ? x : alpha * (e^x - 1).
 *
 * @param options  alpha = 1
 * @returns  a layer that keeps shape and channels
 * @throws ArgumentError  forward: an x that is no live float tensor
 * @see Clevert et al. 2016, "Fast and accurate deep network learning by exponential linear units"
 *
 * @example
 * elu().forward(tensor([-1, 2])).dataSync(); // [-0.6321, 2]
 */
export const elu = (options: { readonly alpha?: number } = {}): Activation =>
  new Activation('elu', (x) => ops.elu(x, options));

/**
 * Scaled elu, which keeps mean 0 and variance 1 through layers drawn by `lecunNormal`.
 *
 * y = 1.0507 * (x > 0 ? x : 1.6733 * (e^x - 1))
 *
 * @returns  a layer that keeps shape and channels
 * @throws ArgumentError  forward: an x that is no live float tensor
 * @see Klambauer et al. 2017, "Self-normalizing neural networks"
 *
 * @example
 * selu().forward(tensor([-1, 2])).dataSync(); // [-1.1113, 2.1014]
 */
export const selu = (): Activation => new Activation('selu', ops.selu);

/**
 * Continuous elu: y = max(0, x) + min(0, alpha * (e^(x / alpha) - 1)).
 *
 * @param options  alpha = 1
 * @returns  a layer that keeps shape and channels
 * @throws ArgumentError  forward: an x that is no live float tensor, or an alpha of 0
 *
 * @example
 * celu({ alpha: 2 }).forward(tensor([-1, 2])).dataSync(); // [-0.7869, 2]
 */
export const celu = (options: { readonly alpha?: number } = {}): Activation =>
  new Activation('celu', (x) => ops.celu(x, options));

/**
 * Gaussian error linear unit: y = x * Phi(x), Phi the distribution function of the standard normal.
 *
 * @param options  approximate = 'none', or 'tanh' for a formula without the error function
 * @returns  a layer that keeps shape and channels
 * @throws ArgumentError  forward: an x that is no live float tensor
 * @see Hendrycks & Gimpel 2016, "Gaussian error linear units"
 *
 * @example
 * gelu().forward(tensor([-1, 2])).dataSync(); // [-0.1587, 1.9545]
 */
export const gelu = (options: { readonly approximate?: 'none' | 'tanh' } = {}): Activation =>
  new Activation('gelu', (x) => ops.gelu(x, options));

/**
 * y = x * sigmoid(x), also called swish.
 *
 * @returns  a layer that keeps shape and channels
 * @throws ArgumentError  forward: an x that is no live float tensor
 * @example
 * silu().forward(tensor([-1, 2])).dataSync(); // [-0.2689, 1.7616]
 */
export const silu = (): Activation => new Activation('silu', ops.silu);

/**
 * y = x * tanh(softplus(x)).
 *
 * @returns  a layer that keeps shape and channels
 * @throws ArgumentError  forward: an x that is no live float tensor
 * @example
 * mish().forward(tensor([-1, 2])).dataSync(); // [-0.3034, 1.944]
 */
export const mish = (): Activation => new Activation('mish', ops.mish);

/**
 * y = log(1 + e^(beta x)) / beta, a smooth relu.
 *
 * @param options  beta = 1
 * @returns  a layer that keeps shape and channels
 * @throws ArgumentError  forward: an x that is no live float tensor, or a beta that is not above 0
 *
 * @example
 * softplus().forward(tensor([-1, 2])).dataSync(); // [0.3133, 2.1269]
 */
export const softplus = (options: { readonly beta?: number } = {}): Activation =>
  new Activation('softplus', (x) => ops.softplus(x, options));

/**
 * y = x / (1 + |x|).
 *
 * @returns  a layer that keeps shape and channels
 * @throws ArgumentError  forward: an x that is no live float tensor
 * @example
 * softsign().forward(tensor([-1, 3])).dataSync(); // [-0.5, 0.75]
 */
export const softsign = (): Activation => new Activation('softsign', ops.softsign);

/**
 * y = clip(x + 3, 0, 6) / 6.
 *
 * @returns  a layer that keeps shape and channels
 * @throws ArgumentError  forward: an x that is no live float tensor
 * @example
 * hardSigmoid().forward(tensor([-4, 0])).dataSync(); // [0, 0.5]
 */
export const hardSigmoid = (): Activation => new Activation('hardSigmoid', ops.hardSigmoid);

/**
 * y = x * hardSigmoid(x).
 *
 * @returns  a layer that keeps shape and channels
 * @throws ArgumentError  forward: an x that is no live float tensor
 * @example
 * hardSwish().forward(tensor([-1, 2])).dataSync(); // [-0.3333, 1.6667]
 */
export const hardSwish = (): Activation => new Activation('hardSwish', ops.hardSwish);

/**
 * Softmax: y = e^x / sum of e^x along an axis. Losses that take logits want none before them.
 *
 * @param options  axis = -1, the channels
 * @returns  a layer that keeps shape and channels
 * @throws ArgumentError  forward: an x that is no live float tensor
 *
 * @example
 * softmax().forward(tensor([0, Math.log(3)])).dataSync(); // [0.25, 0.75]
 */
export const softmax = (options: { readonly axis?: number } = {}): Activation =>
  new Activation('softmax', (x) => ops.softmax(x, options.axis));

/**
 * Logarithm of softmax: y = x - log(sum of e^x) along an axis, for `nll`.
 *
 * @param options  axis = -1, the channels
 * @returns  a layer that keeps shape and channels
 * @throws ArgumentError  forward: an x that is no live float tensor
 *
 * @example
 * logSoftmax().forward(tensor([0, Math.log(3)])).dataSync(); // [-1.3863, -0.2877]
 */
export const logSoftmax = (options: { readonly axis?: number } = {}): Activation =>
  new Activation('logSoftmax', (x) => ops.logSoftmax(x, options.axis));
