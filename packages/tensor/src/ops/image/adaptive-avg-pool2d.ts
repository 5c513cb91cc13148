import { floatOf } from '../../core/arguments.js';
import type { Tensor } from '../../core/tensor.js';
import { avgPool2d } from './avg-pool2d.js';
import { imageShape } from './conv2d.js';
import { resample, weightsOf, type AxisWeights } from './resample.js';
import { pairOf, type Pair } from './window.js';

/**
 * Mean of windows that are laid out so that the result has a given size.
 *
 * Row i of the result averages rows floor(i*H/OH) up to, not including, ceil((i+1)*H/OH); columns alike.
 *
 * @param x           [N, H, W, C]
 * @param outputSize  OH and OW, or one number for both
 * @returns  [N, OH, OW, C]
 * @throws ShapeError  if x is no image batch
 * @throws ArgumentError  if the size is not of whole numbers from 1 on
 * @example
 * adaptiveAvgPool2d(tensor([1, 2, 3, 4], { shape: [1, 2, 2, 1] }), 1).dataSync(); // [2.5]
 */
export function adaptiveAvgPool2d(x: Tensor, outputSize: Pair): Tensor {
  floatOf(x, 'adaptiveAvgPool2d', 'x');
  const [, h, w] = imageShape(x, 'adaptiveAvgPool2d');
  const site = { op: 'adaptiveAvgPool2d', argument: 'outputSize', least: 1 };
  const [oh, ow] = pairOf(outputSize, site);
  if (h > 0 && w > 0 && h % oh === 0 && w % ow === 0) {
    return avgPool2d(x, { kernel: [h / oh, w / ow] });
  }
  return resample(x, means(h, oh), means(w, ow));
}

function means(from: number, to: number): AxisWeights {
  return weightsOf(from, to, (i, add) => {
    const start = Math.floor((i * from) / to);
    const end = Math.ceil(((i + 1) * from) / to);
    for (let k = start; k < end; k++) add(k, 1 / (end - start));
  });
}
