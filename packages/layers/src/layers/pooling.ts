// Pooling layers: they have no parameters and keep the channels.
import * as ops from '@evenkeel/tensor';
import type { AvgPool2dOptions, MaxPool2dOptions, Tensor } from '@evenkeel/tensor';
import { Layer } from '../core/layer.js';

/** Largest value of each window; made by `maxPool2d`. */
export class MaxPool2d extends Layer<number, number, true> {
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
  readonly options: AvgPool2dOptions;

  constructor(options: AvgPool2dOptions) {
    super();
    this.options = options;
  }

  override forward(x: Tensor): Tensor {
    return ops.avgPool2d(x, this.options);
  }
}

/** Mean of each channel over the image; made by `globalAvgPool`. */
export class GlobalAvgPool extends Layer<number, number, true> {
  override forward(x: Tensor): Tensor {
    return ops.globalAvgPool(x);
  }
}

/**
 * Largest value of each window, per channel: [N, H, W, C] becomes
 * [N, floor((H + pads - (KH-1)*d - 1) / s) + 1, the same of W, C].
 *
 * @param options  kernel; stride s = kernel; padding p = 0 of minus infinity; dilation d = 1; ceilMode = false
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
 * @throws ShapeError  from forward, if x is no batch of images
 * @see Lin et al. 2014, "Network in network"
 * @example
 * sequential(conv2d(3, 64, { kernel: 3 }), globalAvgPool(), linear(64, 10));
 */
export function globalAvgPool(): GlobalAvgPool {
  return new GlobalAvgPool();
}
