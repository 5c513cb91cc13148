import { middleOf, type Middle } from '../../calls/reduce.js';
import { floatOf } from '../../core/arguments.js';
import { finish } from '../../core/finish.js';
import type { Operation } from '../../core/node.js';
import { checkedAxis } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import { allocate, type Value } from '../../core/value.js';

interface Attributes extends Middle {
  readonly log: boolean;
}

function operationNamed(name: string): Operation<readonly [y: Value], Attributes> {
  return {
    name,
    gradient(node, dy): void {
      const [y] = node.saved;
      const dx = allocate(dy, y.shape);
      const { outer, n, inner, log } = node.attributes;
      if (dx.size > 0) {
        const buffers = { y: y.handle, dy: dy.handle, dx: dx.handle };
        dy.backend.run('softmaxGrad', { outer, n, inner, log, ...buffers });
      }
      node.give(0, dx);
    },
  };
}

const plain = operationNamed('softmax');
const logarithm = operationNamed('logSoftmax');

function apply(x: Tensor, axis: number, log: boolean): Tensor {
  const operation = log ? logarithm : plain;
  const value = floatOf(x, operation.name, 'x');
  const along = checkedAxis(axis, x.shape.length, operation.name);
  const { outer, n, inner } = middleOf(x.shape, along, along + 1);
  const attributes = { outer, n, inner, log };
  const y = allocate(value, x.shape);
  if (y.size > 0) {
    value.backend.run('softmax', { x: value.handle, y: y.handle, outer, n, inner, log });
  }
  return finish(operation, y, { inputs: [x], saved: [y], attributes });
}

/**
 * Softmax: positive numbers that add up to 1 along an axis.
 *
 * y = e^(x - max) / sum of e^(x - max) along the axis
 *
 * @param x     float tensor of one axis or more
 * @param axis  default -1, the last: the classes
 * @returns  a tensor of the same shape
 * @throws ArgumentError  if there is no such axis
 * @example
 * softmax(tensor([0, Math.log(3)])).dataSync(); // [0.25, 0.75]
 */
export function softmax(x: Tensor, axis = -1): Tensor {
  return apply(x, axis, false);
}

/**
 * Logarithm of softmax, without loss of accuracy where softmax is close to 0.
 *
 * y = x - max - ln(sum of e^(x - max) along the axis)
 *
 * @param x     float tensor of one axis or more
 * @param axis  default -1, the last: the classes
 * @returns  a tensor of the same shape
 * @throws ArgumentError  if there is no such axis
 * @example
 * logSoftmax(tensor([0, Math.log(3)])).dataSync(); // [-1.3863, -0.2877]
 */
export function logSoftmax(x: Tensor, axis = -1): Tensor {
  return apply(x, axis, true);
}
