import { ArgumentError } from '../../core/errors.js';
import type { Tensor } from '../../core/tensor.js';
import { tidy } from '../../core/tidy.js';
import { div } from '../binary/div.js';
import { mul } from '../binary/mul.js';
import { sub } from '../binary/sub.js';
import { abs } from '../unary/abs.js';
import { clip } from '../unary/clip.js';
import { checkPair, reduced, type LossOptions } from './reduction.js';

export interface HuberOptions extends LossOptions {
  /** Where the parabola turns into a line. Default 1. */
  readonly delta?: number;
}

export interface SmoothL1Options extends LossOptions {
  /** Where the parabola turns into a line. Default 1. */
  readonly beta?: number;
}

/** q (d - q / 2) with d = |pred - target| and q = min(d, bend): the parabola and the line in one formula. */
function bent(pred: Tensor, target: Tensor, bend: number): Tensor {
  const distance = abs(sub(pred, target));
  const inside = clip(distance, { max: bend });
  return mul(inside, sub(distance, mul(inside, 0.5)));
}

function checkBend(op: string, argument: string, bend: number): void {
  if (bend > 0) return;
  throw new ArgumentError({ op, argument, expected: 'above 0', received: String(bend) });
}

/**
 * Huber loss: a parabola near 0, a line beyond.
 *
 * element = d^2 / 2 for |d| <= delta, else delta * (|d| - delta / 2); d = pred - target
 *
 * @param pred     float tensor
 * @param target   float tensor of the same shape; it takes a gradient too
 * @param options  delta = 1; reduction = 'mean'
 * @returns  a scalar, or a tensor of the same shape for `none`
 * @throws ShapeError  if the shapes differ
 * @throws ArgumentError  if delta is not above 0
 * @see Huber 1964, "Robust estimation of a location parameter"
 * @example
 * huber(tensor([1, 5]), tensor([0, 0]), { reduction: 'none' }).dataSync(); // [0.5, 4.5]
 */
export function huber(pred: Tensor, target: Tensor, options: HuberOptions = {}): Tensor {
  const { delta = 1, reduction } = options;
  checkPair('huber', { pred, target });
  checkBend('huber', 'delta', delta);
  return tidy(() => reduced(bent(pred, target, delta), reduction));
}

/**
 * Smooth L1 loss: the Huber loss divided by its bend, so that the line has slope 1.
 *
 * element = d^2 / (2 beta) for |d| < beta, else |d| - beta / 2; d = pred - target
 *
 * @param pred     float tensor
 * @param target   float tensor of the same shape; it takes a gradient too
 * @param options  beta = 1; reduction = 'mean'
 * @returns  a scalar, or a tensor of the same shape for `none`
 * @throws ShapeError  if the shapes differ
 * @throws ArgumentError  if beta is not above 0
 * @see Girshick 2015, "Fast R-CNN", arXiv 1504.08083
 * @example
 * smoothL1(tensor([1, 5]), tensor([0, 0]), { beta: 2, reduction: 'none' }).dataSync(); // [0.25, 4]
 */
export function smoothL1(pred: Tensor, target: Tensor, options: SmoothL1Options = {}): Tensor {
  const { beta = 1, reduction } = options;
  checkPair('smoothL1', { pred, target });
  checkBend('smoothL1', 'beta', beta);
  return tidy(() => reduced(div(bent(pred, target, beta), beta), reduction));
}
