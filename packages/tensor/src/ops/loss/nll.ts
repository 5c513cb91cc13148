import { floatOf, indicesOf, sameBackend } from '../../core/arguments.js';
import { ArgumentError, ShapeError } from '../../core/errors.js';
import { formatShape, sameShape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import { tidy } from '../../core/tidy.js';
import { div } from '../binary/div.js';
import { equal } from '../binary/equal.js';
import { mul } from '../binary/mul.js';
import { sub } from '../binary/sub.js';
import { pow } from '../binary/pow.js';
import { sum } from '../reduce/sum.js';
import { cast } from '../select/cast.js';
import { gather, takeAlongAxis } from '../select/gather.js';
import { oneHot } from '../select/one-hot.js';
import { reshape } from '../shape/reshape.js';
import { neg } from '../unary/neg.js';
import { relu } from '../unary/relu.js';
import { reduced, type LossOptions } from './reduction.js';

export interface NllOptions extends LossOptions {
  /** Class of examples that do not count. Default: none. */
  readonly ignoreIndex?: number | null;
  /** [C], weights of the classes. Default: 1. */
  readonly classWeights?: Tensor | null;
}

export interface MultiMarginOptions extends LossOptions {
  /** Default 1. */
  readonly margin?: number;
  /** Power of the violations, 1 or 2. Default 1. */
  readonly p?: 1 | 2;
}

/** Classes as the last axis has them, for each row. */
function checkClasses(op: string, argument: string, rows: { x: Tensor; target: Tensor }): void {
  const { x, target } = rows;
  const value = floatOf(x, op, argument);
  sameBackend(value, indicesOf(target, op, 'target'), { op, argument: 'target' });
  const wanted = x.shape.slice(0, -1);
  if (x.shape.length > 0 && sameShape(target.shape, wanted)) return;
  const expected = `${formatShape(wanted)}, classes, to match ${argument} ${formatShape(x.shape)}`;
  throw new ShapeError({ op, argument: 'target', expected, received: formatShape(target.shape) });
}

/** The element of each row that its class names. */
function ofClass(x: Tensor, target: Tensor): Tensor {
  const column = reshape(target, [...target.shape, 1]);
  return reshape(takeAlongAxis(x, column), target.shape);
}

/**
 * Negative log-likelihood of classes: cross-entropy whose logarithms are given.
 *
 * row = -w[t] * logProbs[t], 0 where t is `ignoreIndex`; `mean` divides by the sum of w[t] over the rows that count
 *
 * @param logProbs  [..., C], logarithms of probabilities
 * @param target    int32 [...], classes from 0 to C - 1
 * @param options   reduction = 'mean'; ignoreIndex = none; classWeights [C] = 1
 * @returns  a scalar, or [...] for `none`
 * @throws ShapeError  if the target's shape does not match
 * @throws KernelError  if a class is not from 0 to C - 1
 * @example
 * nll(tensor([[-0.5, -2]]), tensor([1], { dtype: 'int32' })).item(); // 2
 */
export function nll(logProbs: Tensor, target: Tensor, options: NllOptions = {}): Tensor {
  const { reduction = 'mean', ignoreIndex = null, classWeights = null } = options;
  checkClasses('nll', 'logProbs', { x: logProbs, target });
  if (classWeights !== null && classWeights.size !== logProbs.shape.at(-1)) {
    const expected = `[${logProbs.shape.at(-1)}] to match logProbs ${formatShape(logProbs.shape)}`;
    const rule = { argument: 'classWeights', expected, received: formatShape(classWeights.shape) };
    throw new ShapeError({ op: 'nll', ...rule });
  }
  return tidy(() => {
    const classes = cast(target, 'float');
    const counted = sub(1, ignoreIndex === null ? mul(classes, 0) : equal(classes, ignoreIndex));
    // Ignored rows look at class 0, with weight 0.
    const known = ignoreIndex === null ? target : cast(mul(classes, counted), 'int32');
    const weights = classWeights === null ? counted : mul(counted, gather(classWeights, known));
    const rows = neg(mul(ofClass(logProbs, known), weights));
    return reduction === 'mean' ? div(sum(rows), sum(weights)) : reduced(rows, reduction);
  });
}

/**
 * Margin loss of a classifier of many classes.
 *
 * row = sum over c != t of max(0, margin - scores[t] + scores[c])^p / C
 *
 * @param scores   [..., C]
 * @param target   int32 [...], classes from 0 to C - 1
 * @param options  margin = 1; p = 1; reduction = 'mean'
 * @returns  a scalar, or [...] for `none`
 * @throws ShapeError  if the target's shape does not match
 * @throws ArgumentError  if p is not 1 or 2
 * @throws KernelError  if a class is not from 0 to C - 1
 * @see Crammer and Singer 2001, "On the algorithmic implementation of multiclass kernel-based vector machines"
 * @example
 * multiMargin(tensor([[1, 2]]), tensor([0], { dtype: 'int32' })).item(); // 1
 */
export function multiMargin(
  scores: Tensor,
  target: Tensor,
  options: MultiMarginOptions = {},
): Tensor {
  const { margin = 1, p = 1, reduction } = options;
  checkClasses('multiMargin', 'scores', { x: scores, target });
  if (p !== 1 && p !== 2) {
    const rule = { argument: 'p', expected: '1 or 2', received: String(p) };
    throw new ArgumentError({ op: 'multiMargin', ...rule });
  }
  return tidy(() => {
    const classes = scores.shape.at(-1)!;
    const own = reshape(ofClass(scores, target), [...target.shape, 1]);
    const violations = relu(sub(scores, sub(own, margin)));
    const others = sub(1, oneHot(target, classes));
    const counted = mul(p === 1 ? violations : pow(violations, p), others);
    return reduced(div(sum(counted, -1), classes), reduction);
  });
}
