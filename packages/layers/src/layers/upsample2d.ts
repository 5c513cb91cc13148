// Larger images without parameters.
import * as ops from '@evenkeel/tensor';
import type { Tensor, Upsample2dOptions } from '@evenkeel/tensor';
import { Layer } from '../core/layer.js';

/** Images made larger; made by `upsample2d`. */
export class Upsample2d extends Layer<number, number, true> {
  static readonly repeats: boolean = true;
  readonly options: Upsample2dOptions;

  constructor(options: Upsample2dOptions) {
    super();
    this.options = options;
  }

  override forward(x: Tensor): Tensor {
    return ops.upsample2d(x, this.options);
  }
}

/**
 * Images `scale` times as high and wide: [N, H, W, C] becomes [N, H * s, W * s, C].
 *
 * nearest: y[n,i,j,c] = x[n, floor(i/s), floor(j/s), c]; bilinear: the blend of the four pixels around
 * ((i + 0.5)/s - 0.5, (j + 0.5)/s - 0.5), taken at the edge where that lies outside
 *
 * @param options  scale s, a whole number or [height, width]; mode = 'nearest', or 'bilinear'
 * @returns  a layer from images [N, H, W, C] to larger ones
 * @throws ArgumentError  from forward, if the scale is not of whole numbers from 1 on, or the mode another
 * @throws ShapeError  from forward, if x is no batch of images
 * @example
 * const decoder = sequential(upsample2d({ scale: 2 }), conv2d(32, 16, { kernel: 3, padding: 1 }));
 * decoder.forward(zeros([4, 7, 7, 32])).shape; // [4, 14, 14, 16]
 */
export function upsample2d(options: Upsample2dOptions): Upsample2d {
  return new Upsample2d(options);
}
