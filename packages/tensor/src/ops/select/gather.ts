import { middleOf } from '../../calls/reduce.js';
import { gatherValue, scattered, type Selection } from '../../calls/select.js';
import { floatOf, indicesOf, sameBackend } from '../../core/arguments.js';
import { ShapeError } from '../../core/errors.js';
import { finish } from '../../core/finish.js';
import type { Operation } from '../../core/node.js';
import { checkedAxis, formatShape, sameShape, type Shape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import { tidy } from '../../core/tidy.js';
import type { Value } from '../../core/value.js';
import { slice } from '../shape/slice.js';

interface Attributes {
  readonly selection: Selection;
  /** Of x. */
  readonly shape: Shape;
}

type GatherOperation = Operation<readonly [indices: Value], Attributes>;

function operationNamed(name: string): GatherOperation {
  return {
    name,
    gradient(node, dy): void {
      node.give(0, scattered(dy, node.saved[0], node.attributes));
    },
  };
}

const gathering = operationNamed('gather');
const aligned = operationNamed('takeAlongAxis');
const lookup = operationNamed('embedding');

/**
 * Slices along an axis, picked by index; repeated indices add up in the gradient.
 *
 * y[..., j..., ...] = x[..., indices[j...], ...]
 *
 * @param x        float tensor
 * @param indices  int32 tensor of any shape, from 0 to the length of the axis - 1
 * @param axis     default 0
 * @returns  x's shape, the shape of indices in the place of the axis
 * @throws ArgumentError  if there is no such axis, or indices are not int32
 * @throws KernelError  if an index is out of range
 * @example
 * gather(tensor([10, 20, 30]), tensor([2, 0], { dtype: 'int32' })).dataSync(); // [30, 10]
 */
export function gather(x: Tensor, indices: Tensor, axis = 0): Tensor {
  return pick(gathering, { x, indices, xName: 'x' }, axis);
}

/**
 * Rows of a table of vectors, as words are looked up.
 *
 * y[..., :] = weight[indices[...], :]
 *
 * @param weight   [WORDS, C]
 * @param indices  int32 tensor of any shape, from 0 to WORDS - 1
 * @returns  [..., C]
 * @throws ShapeError  if weight is no matrix
 * @throws ArgumentError  if indices are not int32
 * @throws KernelError  if an index is out of range
 * @example
 * embedding(tensor([[1, 2], [3, 4]]), tensor([1, 1], { dtype: 'int32' })).dataSync(); // [3, 4, 3, 4]
 */
export function embedding(weight: Tensor, indices: Tensor): Tensor {
  floatOf(weight, 'embedding', 'weight');
  if (weight.shape.length !== 2) {
    const rule = {
      argument: 'weight',
      expected: '[WORDS, C]',
      received: formatShape(weight.shape),
    };
    throw new ShapeError({ op: 'embedding', ...rule });
  }
  return pick(lookup, { x: weight, indices, xName: 'weight' }, 0);
}

interface PickArguments {
  readonly x: Tensor;
  readonly indices: Tensor;
  readonly xName: string;
}

function pick(operation: GatherOperation, of: PickArguments, axis: number): Tensor {
  const op = operation.name;
  const { x, indices } = of;
  const value = floatOf(x, op, of.xName);
  const index = indicesOf(indices, op, 'indices');
  sameBackend(value, index, { op, argument: 'indices' });
  const along = checkedAxis(axis, x.shape.length, op);
  const middle = middleOf(x.shape, along, along + 1);
  const selection = { middle, count: indices.size, per: 'place' } as const;
  const shape = x.shape.toSpliced(along, 1, ...indices.shape);
  const y = gatherValue(value, index, { selection, shape });
  const attributes = { selection, shape: x.shape };
  return finish(operation, y, { inputs: [x], saved: [index], attributes });
}

/**
 * One element along an axis for each place of `indices`; repeated ones add up in the gradient.
 *
 * y[o, j, i] = x[o, indices[o, j, i], i], o and i standing for the axes before and after
 *
 * @param x        float tensor
 * @param indices  int32 tensor; along every axis but the one it is as long as x, or shorter: then the rest is left out
 * @param axis     default -1
 * @returns  a tensor of the shape of indices
 * @throws ShapeError  if it has other axes than x, or one of the others is longer
 * @throws ArgumentError  if there is no such axis, or indices are not int32
 * @throws KernelError  if an index is out of range
 * @example
 * takeAlongAxis(tensor([[1, 2], [3, 4]]), tensor([[1], [0]], { dtype: 'int32' })).dataSync(); // [2, 3]
 */
export function takeAlongAxis(x: Tensor, indices: Tensor, axis = -1): Tensor {
  const op = 'takeAlongAxis';
  const value = floatOf(x, op, 'x');
  const index = indicesOf(indices, op, 'indices');
  sameBackend(value, index, { op, argument: 'indices' });
  const along = checkedAxis(axis, x.shape.length, op);
  const places = indices.shape.map((length, i) => (i === along ? x.shape[i]! : length));
  if (sameShape(places, x.shape)) return takeAligned(x, indices, along);
  if (places.length !== x.shape.length || places.some((length, i) => length > x.shape[i]!)) {
    const pattern = x.shape.map((length, i) => (i === along ? '*' : length));
    const expected = `within ${formatShape(pattern)} to match x ${formatShape(x.shape)}`;
    const rule = { argument: 'indices', expected, received: formatShape(indices.shape) };
    throw new ShapeError({ op, ...rule });
  }
  return tidy(() => takeAligned(slice(x, [], { ends: places }), indices, along));
}

/** The same where all other axes are equal. */
function takeAligned(x: Tensor, indices: Tensor, along: number): Tensor {
  const index = indicesOf(indices, 'takeAlongAxis', 'indices');
  const middle = middleOf(x.shape, along, along + 1);
  const selection = { middle, count: indices.shape[along]!, per: 'element' } as const;
  const y = gatherValue(floatOf(x, 'takeAlongAxis', 'x'), index, {
    selection,
    shape: indices.shape,
  });
  const attributes = { selection, shape: x.shape };
  return finish(aligned, y, { inputs: [x], saved: [index], attributes });
}
