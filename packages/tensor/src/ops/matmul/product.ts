// The product of matrices, or of lists of them, with its gradient: what matmul and linear end in.
import { unaryGradient } from '../../calls/elementwise.js';
import { matmulValue, type MatmulGeometry } from '../../calls/matmul.js';
import { reduceValue } from '../../calls/reduce.js';
import { finish } from '../../core/finish.js';
import type { Node, Operation } from '../../core/node.js';
import type { Tensor } from '../../core/tensor.js';
import type { Value } from '../../core/value.js';

/** y is needed only for an activation. */
type Saved = readonly [a: Value, b: Value] | readonly [a: Value, b: Value, y: Value];

/** The inputs are a, b and maybe a bias of [n]. */
function operationNamed(name: string): Operation<Saved, MatmulGeometry> {
  return {
    name,
    gradient(node: Node<Saved, MatmulGeometry>, dy: Value): void {
      const [a, b, y] = node.saved;
      const product = node.attributes;
      const { activation, batch, m, n } = product;
      const through = activation === 'none' || y === undefined;
      const dz = through ? dy : unaryGradient(dy, y, { f: activation, alpha: 0, beta: 0 });
      if (node.wants(0)) node.give(0, gradientOfA(dz, [a, b], product));
      if (node.wants(1)) node.give(1, gradientOfB(dz, [a, b], product));
      if (node.wants(2)) {
        const middle = { outer: 1, n: batch * m, inner: n };
        node.give(2, reduceValue(dz, 'sum', { middle, shape: [n] }));
      }
    },
  };
}

/** da[q] = dy[q] b[q]^T, summed over q if all share one a. */
function gradientOfA(
  dy: Value,
  [a, b]: readonly [Value, Value],
  { batch, aBatch, bBatch, m, n, k }: MatmulGeometry,
): Value {
  const summed = aBatch !== batch;
  const all = matmulValue(dy, b, {
    batch,
    aBatch: batch,
    bBatch,
    m,
    n: k,
    k: n,
    transposeA: false,
    transposeB: true,
    bias: null,
    activation: 'none',
    shape: summed ? [batch, m, k] : a.shape,
  });
  return summed ? overBatch(all, batch, a) : all;
}

/** db[q] = a[q]^T dy[q], summed over q if all share one b. */
function gradientOfB(
  dy: Value,
  [a, b]: readonly [Value, Value],
  { batch, aBatch, bBatch, m, n, k }: MatmulGeometry,
): Value {
  const summed = bBatch !== batch;
  const all = matmulValue(a, dy, {
    batch,
    aBatch,
    bBatch: batch,
    m: k,
    n,
    k: m,
    transposeA: true,
    transposeB: false,
    bias: null,
    activation: 'none',
    shape: summed ? [batch, k, n] : b.shape,
  });
  return summed ? overBatch(all, batch, b) : all;
}

/** The sum over the first axis, of the shape of `like`. */
function overBatch(x: Value, batch: number, like: Value): Value {
  const middle = { outer: 1, n: batch, inner: like.size };
  return reduceValue(x, 'sum', { middle, shape: like.shape });
}

const operations = { matmul: operationNamed('matmul'), linear: operationNamed('linear') };

/** The op that computes a product of checked arguments. */
export function productOf(
  name: keyof typeof operations,
  inputs: readonly [Tensor, Tensor, ...bias: Tensor[]],
  product: MatmulGeometry,
): Tensor {
  const a = inputs[0].use(name, 'a');
  const b = inputs[1].use(name, 'b');
  const y = matmulValue(a, b, product);
  const saved: Saved = product.activation === 'none' ? [a, b] : [a, b, y];
  return finish(operations[name], y, { inputs, saved, attributes: product });
}
