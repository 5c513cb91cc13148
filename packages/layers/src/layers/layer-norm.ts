// Layer normalization and root mean square normalization: over the trailing axes of each example.
import * as ops from '@evenkeel/tensor';
import type { Shape, Tensor } from '@evenkeel/tensor';
import { affineOf, checkEps, type AffineOptions } from '../core/affine.js';
import { checkCounts } from '../core/counts.js';
import { Layer } from '../core/layer.js';
import type { Draw, Parameter } from '../core/parameter.js';

export interface LayerNormLayerOptions extends AffineOptions {
  /** Added to the variance; default 1e-5. */
  readonly eps?: number;
}

export interface RmsNormLayerOptions {
  /** Added to the mean square; default 1e-5. */
  readonly eps?: number;
  /** Whether to learn the scale; default true. */
  readonly affine?: boolean;
  /** What draws gamma; default ones. */
  readonly gammaInit?: Draw;
}

/** Channels, or trailing axes of which the channels are the last. */
export type NormalizedShape<Channels extends number> = Channels | readonly [...number[], Channels];

/** Layer normalization; made by `layerNorm`. */
export class LayerNorm<Channels extends number> extends Layer<Channels, Channels, false> {
  static readonly repeats: boolean = true;
  readonly normalizedShape: Shape;
  readonly eps: number;
  /** Scale of the normalized shape, or null. */
  readonly gamma: Parameter | null;
  /** Shift of the normalized shape, or null. */
  readonly beta: Parameter | null;

  constructor(shape: NormalizedShape<Channels>, options: LayerNormLayerOptions) {
    super();
    this.normalizedShape = checkedShape('layerNorm', shape);
    this.eps = options.eps ?? 1e-5;
    checkEps('layerNorm', this.eps);
    const { gamma, beta } = affineOf(this.normalizedShape, options);
    this.gamma = gamma;
    this.beta = beta;
    this.nameParts();
  }

  override forward(x: Tensor): Tensor {
    const { normalizedShape, gamma, beta, eps } = this;
    return ops.layerNorm(x, { normalizedShape, gamma, beta, eps });
  }
}

/** Root mean square normalization; made by `rmsNorm`. */
export class RmsNorm<Channels extends number> extends Layer<Channels, Channels, false> {
  static readonly repeats: boolean = true;
  readonly normalizedShape: Shape;
  readonly eps: number;
  /** Scale of the normalized shape, or null. */
  readonly gamma: Parameter | null;

  constructor(shape: NormalizedShape<Channels>, options: RmsNormLayerOptions) {
    super();
    this.normalizedShape = checkedShape('rmsNorm', shape);
    this.eps = options.eps ?? 1e-5;
    checkEps('rmsNorm', this.eps);
    this.gamma = affineOf(this.normalizedShape, { ...options, beta: false }).gamma;
    this.nameParts();
  }

  override forward(x: Tensor): Tensor {
    const { normalizedShape, gamma, eps } = this;
    return ops.rmsNorm(x, { normalizedShape, gamma, eps });
  }
}

function checkedShape(op: string, shape: number | readonly number[]): Shape {
  const axes = typeof shape === 'number' ? [shape] : [...shape];
  const named = axes.map((size, axis): [string, number] => {
    const last = axis === axes.length - 1;
    return [last ? 'channels' : `normalizedShape[${axis}]`, size];
  });
  checkCounts(op, Object.fromEntries(named));
  return axes;
}

/**
 * Layer normalization: each example by the mean and the biased variance of its own trailing axes, in training and in
 * evaluation alike.
 *
 * y = (x - mean) / sqrt(variance + eps) * gamma + beta
 *
 * @param channels  length of the last axis, or all trailing axes to normalize together: [H, W, C]
 * @param options  eps = 1e-5; affine = true (gamma, beta, of the shape of these axes)
 * @returns  a layer that keeps shape and channels
 * @throws ArgumentError  settings out of range
 * @throws ShapeError  from forward, if x ends in other axes
 * @see Ba et al. 2016, "Layer normalization", arXiv 1607.06450
 * @example
 * layerNorm(2, { eps: 0 }).forward(tensor([[1, 3], [10, 30]])).dataSync(); // [-1, 1, -1, 1]
 */
export function layerNorm<const Channels extends number>(
  channels: NormalizedShape<Channels>,
  options: LayerNormLayerOptions = {},
): LayerNorm<Channels> {
  return new LayerNorm<Channels>(channels, options);
}

/**
 * Root mean square normalization: layer norm that takes no mean off.
 *
 * y = x / sqrt(mean(x^2) + eps) * gamma
 *
 * @param channels  length of the last axis, or all trailing axes to normalize together: [H, W, C]
 * @param options  eps = 1e-5; affine = true (gamma, of the shape of these axes)
 * @returns  a layer that keeps shape and channels
 * @throws ArgumentError  settings out of range
 * @throws ShapeError  from forward, if x ends in other axes
 * @see Zhang & Sennrich 2019, "Root mean square layer normalization", arXiv 1910.07467
 * @example
 * rmsNorm(2, { eps: 0 }).forward(tensor([[1, -1], [3, 3]])).dataSync(); // [1, -1, 1, 1]
 */
export function rmsNorm<const Channels extends number>(
  channels: NormalizedShape<Channels>,
  options: RmsNormLayerOptions = {},
): RmsNorm<Channels> {
  return new RmsNorm<Channels>(channels, options);
}
