// The factory of functions of one variable: check, forward and gradient are the same for all.
import type { UnaryFunction } from '@evenkeel/kernels';
import {
  unaryGradient,
  unaryValue,
  usesOutput,
  type UnaryParameters,
} from '../../calls/elementwise.js';
import { floatOf } from '../../core/arguments.js';
import { finish } from '../../core/finish.js';
import type { Node, Operation } from '../../core/node.js';
import type { Tensor } from '../../core/tensor.js';
import type { Value } from '../../core/value.js';

type UnaryOperation = Operation<readonly [Value], UnaryParameters>;

function gradient(node: Node<readonly [Value], UnaryParameters>, dy: Value): void {
  node.give(0, unaryGradient(dy, node.saved[0], node.attributes));
}

/** An op y = f(x) whose function has parameters, under its own name. */
export function parametricOp(name: string): (x: Tensor, parameters: UnaryParameters) => Tensor {
  const operation: UnaryOperation = { name, gradient };
  return (x, parameters) => {
    const value = floatOf(x, name, 'x');
    const y = unaryValue(value, parameters);
    const saved = usesOutput(parameters.f) ? y : value;
    return finish(operation, y, { inputs: [x], saved: [saved], attributes: parameters });
  };
}

/** An op y = f(x) without parameters. */
export function unaryOp(f: UnaryFunction, name: string = f): (x: Tensor) => Tensor {
  const operation: UnaryOperation = { name, gradient };
  const parameters: UnaryParameters = { f, alpha: 0, beta: 0 };
  const outputSaved = usesOutput(f);
  return (x) => {
    const value = floatOf(x, name, 'x');
    const y = unaryValue(value, parameters);
    const saved = outputSaved ? y : value;
    return finish(operation, y, { inputs: [x], saved: [saved], attributes: parameters });
  };
}
