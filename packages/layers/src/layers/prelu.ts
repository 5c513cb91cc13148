// The rectifier whose slope is learned.
import { constant } from '@evenkeel/init';
import * as ops from '@evenkeel/tensor';
import type { Tensor } from '@evenkeel/tensor';
import { checkCounts } from '../core/counts.js';
import { Layer } from '../core/layer.js';
import { parameter, type Parameter } from '../core/parameter.js';

export interface PreluOptions {
  /** Slope to begin with; default 0.25. */
  readonly slope?: number;
}

/** A rectifier with learned slopes; made by `prelu`. */
export class Prelu<Channels extends number, Keeps extends boolean> extends Layer<
  Channels,
  Channels,
  Keeps
> {
  static readonly repeats: boolean = true;
  /** Slopes, [1] or [C]. */
  readonly alpha: Parameter;

  constructor(slopes: number, { slope = 0.25 }: PreluOptions) {
    super();
    checkCounts('prelu', { channels: slopes });
    this.alpha = parameter([slopes], constant(slope));
    this.nameParts();
  }

  override forward(x: Tensor): Tensor {
    return ops.prelu(x, this.alpha);
  }
}

/**
 * Parametric relu: y = x > 0 ? x : alpha * x, alpha learned; one slope for all channels, or one per channel.
 *
 * Weight decay would pull the slopes to relu: `decayGroups` spares them, as all vectors.
 *
 * @param options  slope = 0.25, of all channels to begin with
 * @returns  a layer that keeps shape and channels
 * @throws ArgumentError  from forward, if x is no live float tensor
 * @see He et al. 2015, "Delving deep into rectifiers", arXiv 1502.01852
 * @example
 * prelu().forward(tensor([-4, 2])).dataSync(); // [-1, 2]
 * prelu(64).alpha.shape; // [64]
 */
export function prelu(options?: PreluOptions): Prelu<number, true>;
/**
 * Parametric relu with a slope for each channel.
 *
 * @param channels  length C of the last axis
 * @param options  slope = 0.25, of all channels to begin with
 * @returns  a layer that keeps shape and channels
 * @throws ArgumentError  channels that are no whole number from 1 on
 * @throws ShapeError  from forward, if the last axis of x differs from `channels`
 */
export function prelu<Channels extends number>(
  channels: Channels,
  options?: PreluOptions,
): Prelu<Channels, false>;
export function prelu(
  first: number | PreluOptions = {},
  options: PreluOptions = {},
): Prelu<number, boolean> {
  return typeof first === 'number' ? new Prelu(first, options) : new Prelu(1, first);
}
