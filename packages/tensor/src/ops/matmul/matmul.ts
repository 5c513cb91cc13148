import { floatOf, sameBackend } from '../../core/arguments.js';
import { ShapeError } from '../../core/errors.js';
import { broadcastShapes, formatShape, sameShape, sizeOf, type Shape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import { broadcastTo } from '../shape/broadcast-to.js';
import { reshape } from '../shape/reshape.js';
import { productOf } from './product.js';

/**
 * Matrix product of the last two axes; leading axes broadcast.
 *
 * y[..., i, j] = sum over k of a[..., i, k] * b[..., k, j]
 *
 * @param a  [..., M, K]; [K] counts as [1, K], without the 1 in the result
 * @param b  [..., K, N]; [K] counts as [K, 1], without the 1 in the result
 * @returns  [..., M, N]
 * @throws ShapeError  if the inner lengths differ, the leading axes do not broadcast, or an argument is a scalar
 * @example
 * matmul(tensor([[1, 2], [3, 4]]), tensor([[1], [10]])).dataSync(); // [21, 43]
 */
export function matmul(a: Tensor, b: Tensor): Tensor {
  const va = floatOf(a, 'matmul', 'a');
  sameBackend(va, floatOf(b, 'matmul', 'b'), siteOfB);
  checkInner(a.shape, b.shape);
  if (a.shape.length === 2 && b.shape.length === 2) return ofMatrices(a, b);
  if (a.shape.length === 1 || b.shape.length === 1) return withVectors(a, b);
  const aLead = a.shape.slice(0, -2);
  const bLead = b.shape.slice(0, -2);
  const [m, k] = [a.shape.at(-2)!, a.shape.at(-1)!];
  const n = b.shape.at(-1)!;
  const site = { op: 'matmul', argument: 'b', whole: a.shape, received: b.shape };
  const lead = broadcastShapes(aLead, bLead, site);
  const batch = sizeOf(lead);
  const shape = [...lead, m, n];
  const stretchA = sizeOf(aLead) !== 1 && !sameShape(aLead, lead);
  const stretchB = sizeOf(bLead) !== 1 && !sameShape(bLead, lead);
  if (stretchA || stretchB)
    return stretched(
      [a, b],
      [
        [...lead, m, k],
        [...lead, k, n],
      ],
    );
  // One b for all: the rows of all a's form one matrix.
  const whole = sizeOf(bLead) === 1;
  return productOf('matmul', [a, b], {
    batch: whole ? 1 : batch,
    aBatch: whole ? 1 : sizeOf(aLead),
    bBatch: sizeOf(bLead),
    m: whole ? batch * m : m,
    n,
    k,
    transposeA: false,
    transposeB: false,
    bias: null,
    activation: 'none',
    shape,
  });
}

const siteOfB = { op: 'matmul', argument: 'b' };

/** Nothing broadcasts: for small matrices the rest of `matmul` would show. */
function ofMatrices(a: Tensor, b: Tensor): Tensor {
  const m = a.shape[0]!;
  const n = b.shape[1]!;
  return productOf('matmul', [a, b], {
    batch: 1,
    aBatch: 1,
    bBatch: 1,
    m,
    n,
    k: b.shape[0]!,
    transposeA: false,
    transposeB: false,
    bias: null,
    activation: 'none',
    shape: [m, n],
  });
}

function refuseScalar(argument: 'a' | 'b'): never {
  const rule = { argument, expected: 'of one axis or more', received: '[]' };
  throw new ShapeError({ op: 'matmul', ...rule, hint: 'mul() scales by a scalar.' });
}

/** The inner lengths: the last axis of a, and the last but one of b, or its only one. */
function checkInner(a: Shape, b: Shape): void {
  if (a.length === 0) refuseScalar('a');
  if (b.length === 0) refuseScalar('b');
  const inner = a[a.length - 1]!;
  if (b[Math.max(b.length - 2, 0)] === inner) return;
  const pattern = b.length === 1 ? [inner] : ['...', inner, 'N'];
  throw new ShapeError({
    op: 'matmul',
    argument: 'b',
    expected: `${formatShape(pattern)} to match a ${formatShape(a)}`,
    received: formatShape(b),
  });
}

function withVectors(a: Tensor, b: Tensor): Tensor {
  const matrixA = a.shape.length === 1 ? reshape(a, [1, a.size]) : a;
  const matrixB = b.shape.length === 1 ? reshape(b, [b.size, 1]) : b;
  const whole = matmul(matrixA, matrixB);
  const rows = a.shape.length === 1 ? [] : [a.shape.at(-2)!];
  const columns = b.shape.length === 1 ? [] : [b.shape.at(-1)!];
  const lead = whole.shape.slice(0, -2);
  const result = reshape(whole, [...lead, ...rows, ...columns]);
  if (matrixA !== a) matrixA.dispose();
  if (matrixB !== b) matrixB.dispose();
  whole.dispose();
  return result;
}

/** Leading axes that the kernel cannot broadcast itself are written out. */
function stretched(pair: readonly [Tensor, Tensor], shapes: readonly [Shape, Shape]): Tensor {
  const wholes = [broadcastTo(pair[0], shapes[0]), broadcastTo(pair[1], shapes[1])] as const;
  const result = matmul(wholes[0], wholes[1]);
  for (const whole of wholes) whole.dispose();
  return result;
}
