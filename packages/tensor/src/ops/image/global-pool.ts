import type { Tensor } from '../../core/tensor.js';
import { max } from '../reduce/max.js';
import { mean } from '../reduce/mean.js';
import { imageShape } from './conv2d.js';

/**
 * Mean of each channel over the whole image.
 *
 * y[n,c] = sum over h,w of x[n,h,w,c] / (H * W)
 *
 * @param x  [N, H, W, C]
 * @returns  [N, C]
 * @throws ShapeError  if x is no image batch
 * @see Lin et al. 2014, "Network in network"
 * @example
 * globalAvgPool(tensor([1, 5, 2, 4], { shape: [1, 2, 2, 1] })).dataSync(); // [3]
 */
export function globalAvgPool(x: Tensor): Tensor {
  imageShape(x, 'globalAvgPool');
  return mean(x, [1, 2]);
}

/**
 * Largest value of each channel over the whole image; ties share the gradient.
 *
 * y[n,c] = max over h,w of x[n,h,w,c]
 *
 * @param x  [N, H, W, C]
 * @returns  [N, C]
 * @throws ShapeError  if x is no image batch
 * @example
 * globalMaxPool(tensor([1, 5, 2, 4], { shape: [1, 2, 2, 1] })).dataSync(); // [5]
 */
export function globalMaxPool(x: Tensor): Tensor {
  imageShape(x, 'globalMaxPool');
  return max(x, [1, 2]);
}
