import { affine, binaryValue, unaryValue } from '../../calls/elementwise.js';
import { filled } from '../../calls/reduce.js';
import type { Tensor } from '../../core/tensor.js';
import type { Value } from '../../core/value.js';
import { parametricOp } from '../unary/unary-op.js';
import { binaryOp } from './binary-op.js';
import type { Operand } from './operands.js';

/** log(a), but 0 at 0: there y is 0 or 1 whatever small change b makes. */
function safeLog(a: Value): Value {
  const zero = binaryValue('equal', [a, filled(a, [], 0)], a.shape);
  return unaryValue(binaryValue('add', [a, zero], a.shape), { f: 'log', alpha: 0, beta: 0 });
}

const general = binaryOp({
  f: 'pow',
  gradientA: (dy, [a, b]) => {
    const power = binaryValue('pow', [a, affine(b, 1, -1)], dy.shape);
    return binaryValue('mul', [binaryValue('mul', [power, b], dy.shape), dy], dy.shape);
  },
  gradientB: (dy, [a, , y]) => {
    const slope = binaryValue('mul', [y, safeLog(a)], dy.shape);
    return binaryValue('mul', [slope, dy], dy.shape);
  },
});
const constantExponent = parametricOp('pow');

/**
 * Power, element by element.
 *
 * y = a ^ b
 *
 * NaN where a is negative and b is no integer.
 *
 * @param a  float tensor, or a number
 * @param b  float tensor whose shape broadcasts with that of a, or a number
 * @returns  a tensor of the broadcast shape
 * @throws ShapeError  if the shapes do not broadcast
 * @throws ArgumentError  if neither is a tensor, or one is no float tensor
 * @example
 * pow(tensor([2, 3]), 3).dataSync(); // [8, 27]
 */
export function pow(a: Operand, b: Operand): Tensor {
  if (typeof b === 'number' && typeof a !== 'number') {
    return constantExponent(a, { f: 'pow', alpha: b, beta: 0 });
  }
  return general(a, b);
}
