// Pooling layers: they have no parameters and keep the channels.
import * as ops from '@evenkeel/tensor';
import type {
  AvgPool1dOptions,
  AvgPool2dOptions,
  MaxPool1dOptions,
  MaxPool2dOptions,
  Pair,
  Tensor,
} from '@evenkeel/tensor';
import { Layer } from '../core/layer.js';

/** Largest value of each window; made by `maxPool2d`. */
export class MaxPool2d extends Layer<number, number, true> {
  static readonly repeats: boolean = true;
  readonly options: MaxPool2dOptions;

  constructor(options: MaxPool2dOptions) {
    super();
    this.options = options;
  }

  override forward(x: Tensor): Tensor {
    return ops.maxPool2d(x, this.options);
  }
}

/** Mean of each window; made by `avgPool2d`. */
export class AvgPool2d extends Layer<number, number, true> {
  static readonly repeats: boolean = true;
  readonly options: AvgPool2dOptions;

  constructor(options: AvgPool2dOptions) {
    super();
    this.options = options;
  }

  override forward(x: Tensor): Tensor {
    return ops.avgPool2d(x, this.options);
  }
}

/** Largest value of each window along sequences; made by `maxPool1d`. */
export class MaxPool1d extends Layer<number, number, true> {
  readonly options: MaxPool1dOptions;

  constructor(options: MaxPool1dOptions) {
    super();
    this.options = options;
  }

  override forward(x: Tensor): Tensor {
    return ops.maxPool1d(x, this.options);
  }
}

/** Mean of each window along sequences; made by `avgPool1d`. */
export class AvgPool1d extends Layer<number, number, true> {
  readonly options: AvgPool1dOptions;

  constructor(options: AvgPool1dOptions) {
    super();
    this.options = options;
  }

  override forward(x: Tensor): Tensor {
    return ops.avgPool1d(x, this.options);
  }
}

/** Mean of each channel over the image; made by `globalAvgPool`. */
export class GlobalAvgPool extends Layer<number, number, true> {
  static readonly repeats: boolean = true;
  override forward(x: Tensor): Tensor {
    return ops.globalAvgPool(x);
  }
}

/** Largest value of each channel over the image; made by `globalMaxPool`. */
export class GlobalMaxPool extends Layer<number, number, true> {
  override forward(x: Tensor): Tensor {
    return ops.globalMaxPool(x);
  }
}

/** Mean of windows that give images of one size; made by `adaptiveAvgPool2d`. */
export class AdaptiveAvgPool2d extends Layer<number, number, true> {
  readonly outputSize: Pair;

  constructor(outputSize: Pair) {
    super();
    this.outputSize = outputSize;
  }

  override forward(x: Tensor): Tensor {
    return ops.adaptiveAvgPool2d(x, this.outputSize);
  }
}

/** Largest value of windows that give images of one size; made by `adaptiveMaxPool2d`. */
export class AdaptiveMaxPool2d extends Layer<number, number, true> {
  readonly outputSize: Pair;

  constructor(outputSize: Pair) {
    super();
    this.outputSize = outputSize;
  }

  override forward(x: Tensor): Tensor {
    return ops.adaptiveMaxPool2d(x, this.outputSize);
  }
}

/**
 * Largest value of each window, per channel: [N, H, W, C] becomes
 * [N, floor((H + pads - (KH-1)*d - 1) / s) + 1, the same of W, C].
 *
 * @param options  kernel; stride s = kernel; padding p = 0 of minus infinity; dilation d = 1; ceilMode = false
 * @returns  a layer from images [N, H, W, C] to smaller ones
 * @throws ShapeError  from forward, if x is no batch of images, or smaller than the kernel
 * @example
 * maxPool2d({ kernel: 2 }).forward(zeros([8, 28, 28, 32])).shape; // [8, 14, 14, 32]
 */
export function maxPool2d(options: MaxPool2dOptions): MaxPool2d {
  return new MaxPool2d(options);
}

/**
 * Mean of each window, per channel: [N, H, W, C] becomes [N, floor((H + pads - KH) / s) + 1, the same of W, C].
 *
 * @param options  kernel; stride s = kernel; padding p = 0; ceilMode = false; countIncludePad = true
 * @returns  a layer from images [N, H, W, C] to smaller ones
 * @throws ShapeError  from forward, if x is no batch of images, or smaller than the kernel
 * @example
 * avgPool2d({ kernel: 2 }).forward(zeros([8, 28, 28, 32])).shape; // [8, 14, 14, 32]
 */
export function avgPool2d(options: AvgPool2dOptions): AvgPool2d {
  return new AvgPool2d(options);
}

/**
 * Mean of each channel over all pixels: [N, H, W, C] becomes [N, C].
 *
 * @returns  a layer from [N, H, W, C] to [N, C]
 * @throws ShapeError  from forward, if x is no batch of images
 * @see Lin et al. 2014, "Network in network"
 * @example
 * sequential(conv2d(3, 64, { kernel: 3 }), globalAvgPool(), linear(64, 10));
 */
export function globalAvgPool(): GlobalAvgPool {
  return new GlobalAvgPool();
}

/**
 * Largest value of each channel over all pixels: [N, H, W, C] becomes [N, C]. Pixels that tie share the gradient.
 *
 * @returns  a layer from [N, H, W, C] to [N, C]
 * @throws ShapeError  from forward, if x is no batch of images
 * @example
 * sequential(conv2d(3, 64, { kernel: 3 }), globalMaxPool(), linear(64, 10));
 */
export function globalMaxPool(): GlobalMaxPool {
  return new GlobalMaxPool();
}

/**
 * Mean of windows laid out so that images of any size give one size: [N, H, W, C] becomes [N, OH, OW, C].
 *
 * Row i of the result averages rows floor(i*H/OH) up to, not including, ceil((i+1)*H/OH); columns alike.
 *
 * @param outputSize  OH and OW, or one number for both
 * @returns  a layer from images [N, H, W, C] to images of the given size
 * @throws ArgumentError  from forward, if the size is not of whole numbers from 1 on
 * @throws ShapeError  from forward, if x is no batch of images
 * @example
 * adaptiveAvgPool2d([3, 2]).forward(zeros([8, 7, 5, 32])).shape; // [8, 3, 2, 32]
 */
export function adaptiveAvgPool2d(outputSize: Pair): AdaptiveAvgPool2d {
  return new AdaptiveAvgPool2d(outputSize);
}

/**
 * Largest value of windows laid out so that images of any size give one size: [N, H, W, C] becomes [N, OH, OW, C].
 *
 * Row i of the result looks at rows floor(i*H/OH) up to, not including, ceil((i+1)*H/OH); columns alike.
 *
 * @param outputSize  OH and OW, or one number for both
 * @returns  a layer from images [N, H, W, C] to images of the given size
 * @throws ArgumentError  from forward, if the size is not of whole numbers from 1 on
 * @throws ShapeError  from forward, if x is no batch of images
 * @example
 * adaptiveMaxPool2d([3, 2]).forward(zeros([8, 7, 5, 32])).shape; // [8, 3, 2, 32]
 */
export function adaptiveMaxPool2d(outputSize: Pair): AdaptiveMaxPool2d {
  return new AdaptiveMaxPool2d(outputSize);
}

/**
 * Largest value of each window along sequences, per channel: [N, T, C] becomes
 * [N, floor((T + pads - (K-1)*d - 1) / s) + 1, C].
 *
 * @param options  kernel K; stride s = kernel; padding p = 0 of minus infinity; dilation d = 1; ceilMode = false
 * @returns  a layer from sequences [N, T, C] to shorter ones
 * @throws ShapeError  from forward, if x is no batch of sequences, or shorter than the kernel
 * @example
 * maxPool1d({ kernel: 2 }).forward(zeros([8, 20, 32])).shape; // [8, 10, 32]
 */
export function maxPool1d(options: MaxPool1dOptions): MaxPool1d {
  return new MaxPool1d(options);
}

/**
 * Mean of each window along sequences, per channel: [N, T, C] becomes [N, floor((T + pads - K) / s) + 1, C].
 *
 * @param options  kernel K; stride s = kernel; padding p = 0; ceilMode = false; countIncludePad = true
 * @returns  a layer from sequences [N, T, C] to shorter ones
 * @throws ShapeError  from forward, if x is no batch of sequences, or shorter than the kernel
 * @example
 * avgPool1d({ kernel: 2 }).forward(zeros([8, 20, 32])).shape; // [8, 10, 32]
 */
export function avgPool1d(options: AvgPool1dOptions): AvgPool1d {
  return new AvgPool1d(options);
}
