// Operands of arithmetic: two tensors that broadcast, or a tensor and a number.
import { floatOf, sameBackend } from '../../core/arguments.js';
import { ArgumentError } from '../../core/errors.js';
import { Tensor } from '../../core/tensor.js';
import { Value } from '../../core/value.js';

/** A tensor, or a number that stands for a tensor of one element. */
export type Operand = Tensor | number;

/** The tensor among two operands on whose back end the op runs. */
export function leaderOf(a: Operand, b: Operand, op: string): Tensor {
  if (a instanceof Tensor) return a;
  if (b instanceof Tensor) return b;
  throw new ArgumentError({
    op,
    argument: 'a or b',
    expected: 'a tensor',
    received: `${String(a)} and ${String(b)}`,
  });
}

/** An operand as a tensor: a number becomes a scalar, to be disposed by the caller. */
export function asTensor(operand: Operand, leader: Tensor): Tensor {
  if (typeof operand !== 'number') return operand;
  const value = new Value(leader.use('constant', 'x').backend, 'float', []);
  value.backend.run('fill', { y: value.handle, n: 1, value: operand });
  return new Tensor({ shape: [], value, op: 'constant' });
}

/** The values of two tensors, which must be floats of one back end. */
export function operandsOf(a: Tensor, b: Tensor, op: string): readonly [Value, Value] {
  const va = floatOf(a, op, 'a');
  const vb = floatOf(b, op, 'b');
  sameBackend(va, vb, { op, argument: 'b' });
  return [va, vb];
}
