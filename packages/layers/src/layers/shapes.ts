// Layers that change the shape of a tensor but not its numbers.
import * as ops from '@evenkeel/tensor';
import type { Tensor } from '@evenkeel/tensor';
import { Layer } from '../core/layer.js';

/** Images as rows; made by `flatten`. */
export class Flatten extends Layer<number, number, false> {
  static readonly repeats: boolean = true;
  override forward(x: Tensor): Tensor {
    return ops.flatten(x);
  }
}

/**
 * All axes but the first in one, in row-major order: [N, H, W, C] becomes [N, H * W * C].
 *
 * The compiler does not know H and W, so the layer behind may take any number of channels.
 *
 * @returns  a layer from [N, ...] to [N, features]; the number of channels is forgotten
 * @throws ArgumentError  forward: an x that is no live tensor
 * @example
 * sequential(conv2d(1, 32, { kernel: 5, padding: 2 }), flatten(), linear(28 * 28 * 32, 10));
 */
export function flatten(): Flatten {
  return new Flatten();
}
