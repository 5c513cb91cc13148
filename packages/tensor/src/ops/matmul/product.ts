// The product of matrices, or of lists of them, with its gradient: what matmul and linear end in.
import { unaryGradient } from '../../calls/elementwise.js';
import { matmulValue, type MatmulActivation, type MatmulGeometry } from '../../calls/matmul.js';
import { reduceValue } from '../../calls/reduce.js';
import { finish } from '../../core/finish.js';
import type { Node, Operation } from '../../core/node.js';
import type { Shape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import type { Value } from '../../core/value.js';

/** One product: c[q] = activation(a[q] b[q] + bias), with one a or one b for all q where their batch is 1. */
export interface Product {
  readonly batch: number;
  readonly aBatch: number;
  readonly bBatch: number;
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly activation: MatmulActivation;
  /** Of the result. */
  readonly shape: Shape;
}

/** y is needed only for an activation. */
type Saved = readonly [a: Value, b: Value] | readonly [a: Value, b: Value, y: Value];

/** The inputs are a, b and maybe a bias of [n]. */
function operationNamed(name: string): Operation<Saved, Product> {
  return {
    name,
    gradient(node: Node<Saved, Product>, dy: Value): void {
      const [a, b, y] = node.saved;
      const product = node.attributes;
      const { activation, batch, m, n } = product;
      const through = activation === 'none' || y === undefined;
      const dz = through ? dy : unaryGradient(dy, y, { f: activation, alpha: 0, beta: 0 });
      if (node.wants(0)) node.give(0, gradientOfA(dz, [a, b], product));
      if (node.wants(1)) node.give(1, gradientOfB(dz, [a, b], product));
      if (node.wants(2)) {
        node.give(2, reduceValue(dz, 'sum', { outer: 1, n: batch * m, inner: n, shape: [n] }));
      }
    },
  };
}

/** da[q] = dy[q] b[q]^T, summed over q if all share one a. */
function gradientOfA(dy: Value, [a, b]: readonly [Value, Value], product: Product): Value {
  const { batch, aBatch, bBatch, m, n, k } = product;
  return perMatrix(dy, b, {
    m,
    n: k,
    k: n,
    batch,
    aBatch: batch,
    bBatch,
    transposeB: true,
    shape: a.shape,
    summed: aBatch !== batch,
  });
}

/** db[q] = a[q]^T dy[q], summed over q if all share one b. */
function gradientOfB(dy: Value, [a, b]: readonly [Value, Value], product: Product): Value {
  const { batch, aBatch, bBatch, m, n, k } = product;
  return perMatrix(a, dy, {
    m: k,
    n,
    k: m,
    batch,
    aBatch,
    bBatch: batch,
    transposeA: true,
    shape: b.shape,
    summed: bBatch !== batch,
  });
}

function perMatrix(a: Value, b: Value, geometry: MatmulGeometry & { summed: boolean }): Value {
  const { batch = 1, m, n, shape } = geometry;
  if (!geometry.summed) return matmulValue(a, b, geometry);
  const all = matmulValue(a, b, { ...geometry, shape: [batch, m, n] });
  return reduceValue(all, 'sum', { outer: 1, n: batch, inner: m * n, shape });
}

const operations = { matmul: operationNamed('matmul'), linear: operationNamed('linear') };

/** The op that computes a product of checked arguments. */
export function productOf(
  name: keyof typeof operations,
  inputs: readonly [Tensor, Tensor] | readonly [Tensor, Tensor, Tensor],
  product: Product,
): Tensor {
  const a = inputs[0].use(name, 'a');
  const b = inputs[1].use(name, 'b');
  const bias = inputs[2]?.use(name, 'bias') ?? null;
  const y = matmulValue(a, b, { ...product, bias });
  const saved: Saved = product.activation === 'none' ? [a, b] : [a, b, y];
  return finish(operations[name], y, { inputs, saved, attributes: product });
}
