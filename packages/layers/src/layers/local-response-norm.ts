// Local response normalization: no parameters, keeps the channels.
import * as ops from '@evenkeel/tensor';
import type { LocalResponseNormOptions, Tensor } from '@evenkeel/tensor';
import { Layer } from '../core/layer.js';

/** Each value by its neighbors in the channels; made by `localResponseNorm`. */
export class LocalResponseNorm extends Layer<number, number, true> {
  static readonly repeats: boolean = true;
  readonly options: LocalResponseNormOptions;

  constructor(options: LocalResponseNormOptions) {
    super();
    this.options = options;
  }

  override forward(x: Tensor): Tensor {
    return ops.localResponseNorm(x, this.options);
  }
}

/**
 * Local response normalization, as AlexNet has it: each value by those of neighboring channels at the same pixel.
 *
 * y[..., c] = x[..., c] / (k + alpha / size * sum of x[..., j]^2)^beta, j over `size` channels around c
 *
 * @param options  size = 5; alpha = 1e-4 (divided by the size); beta = 0.75; k = 2
 * @returns  a layer that keeps shape and channels
 * @throws ArgumentError  from forward, settings out of range
 * @see Krizhevsky et al. 2012, "ImageNet classification with deep convolutional neural networks"
 * @example
 * const layer = localResponseNorm({ size: 1, alpha: 1, beta: 1, k: 1 });
 * layer.forward(tensor([[1, 2]])).dataSync(); // [0.5, 0.4]
 */
export function localResponseNorm(options: LocalResponseNormOptions = {}): LocalResponseNorm {
  return new LocalResponseNorm(options);
}
