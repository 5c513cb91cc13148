// The factory of functions of two variables with broadcasting: each op brings its gradient formula.
import type { BinaryFunction } from '@evenkeel/kernels';
import { affine, binaryValue } from '../../calls/elementwise.js';
import { sumTo } from '../../calls/reduce.js';
import { finish, finishConstant } from '../../core/finish.js';
import type { Operation } from '../../core/node.js';
import { broadcastShapes, type Shape } from '../../core/shape.js';
import { Tensor } from '../../core/tensor.js';
import type { Value } from '../../core/value.js';
import { asTensor, leaderOf, operandsOf, type Operand } from './operands.js';

/** Empty for an op whose gradient does not depend on its operands. */
type Saved = readonly [a: Value, b: Value, y: Value];

interface Shapes {
  readonly a: Shape;
  readonly b: Shape;
}

/** How a function of two variables differentiates: gradients of the broadcast shape, summed back afterwards. */
export interface BinaryDefinition {
  readonly f: BinaryFunction;
  /** Whether the gradients need no operand: then `saved` is empty. Default false. */
  readonly linear?: boolean;
  /** dL/da of the shape of y. */
  readonly gradientA: (dy: Value, saved: Saved) => Value;
  readonly gradientB: (dy: Value, saved: Saved) => Value;
  /** The function of a tensor and a number as scale * x + shift, where that is the same to the last bit. */
  readonly withNumber?: (number: number, side: 'a' | 'b') => { scale: number; shift: number };
}

interface ScaleAttributes {
  readonly scale: number;
}

/** An op y = f(a, b). */
export function binaryOp(definition: BinaryDefinition): (a: Operand, b: Operand) => Tensor {
  const { f, withNumber } = definition;
  const operation: Operation<Saved | readonly [], Shapes> = {
    name: f,
    gradient(node, dy): void {
      const { a, b } = node.attributes;
      const saved = node.saved as Saved;
      if (node.wants(0)) node.give(0, sumTo(definition.gradientA(dy, saved), a));
      if (node.wants(1)) node.give(1, sumTo(definition.gradientB(dy, saved), b));
    },
  };
  const scaling: Operation<readonly [], ScaleAttributes> = {
    name: f,
    gradient(node, dy): void {
      const { scale } = node.attributes;
      node.give(0, scale === 1 ? dy : affine(dy, scale, 0));
    },
  };
  const scaled = (x: Tensor, { scale, shift }: { scale: number; shift: number }): Tensor => {
    const [value] = operandsOf(x, x, f);
    const attributes = { scale };
    return finish(scaling, affine(value, scale, shift), { inputs: [x], saved: [], attributes });
  };
  const general = (a: Tensor, b: Tensor): Tensor => {
    const operands = operandsOf(a, b, f);
    const shape = broadcastShapes(a.shape, b.shape, { op: f, argument: 'b' });
    const y = binaryValue(f, operands, shape);
    const saved = definition.linear === true ? ([] as const) : ([...operands, y] as const);
    const attributes = { a: a.shape, b: b.shape };
    return finish(operation, y, { inputs: [a, b], saved, attributes });
  };
  return (a, b) => {
    if (a instanceof Tensor && b instanceof Tensor) return general(a, b);
    if (withNumber !== undefined) {
      if (typeof b === 'number' && a instanceof Tensor) return scaled(a, withNumber(b, 'b'));
      if (typeof a === 'number' && b instanceof Tensor) return scaled(b, withNumber(a, 'a'));
    }
    return mixed(general, [a, b], f);
  };
}

/** A comparison: 1 where it holds, else 0; no gradient. */
export function comparisonOp(f: BinaryFunction): (a: Operand, b: Operand) => Tensor {
  const general = (a: Tensor, b: Tensor): Tensor => {
    const operands = operandsOf(a, b, f);
    const shape = broadcastShapes(a.shape, b.shape, { op: f, argument: 'b' });
    return finishConstant(f, binaryValue(f, operands, shape), [a, b]);
  };
  return (a, b) => mixed(general, [a, b], f);
}

/** Applies an op of two tensors where one may be a number, which becomes a scalar for as long as it takes. */
function mixed(
  general: (a: Tensor, b: Tensor) => Tensor,
  [a, b]: readonly [Operand, Operand],
  op: string,
): Tensor {
  const leader = leaderOf(a, b, op);
  const ta = asTensor(a, leader);
  const tb = asTensor(b, leader);
  try {
    return general(ta, tb);
  } finally {
    if (ta !== a) ta.dispose();
    if (tb !== b) tb.dispose();
  }
}
