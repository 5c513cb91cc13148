import type { MatmulActivation } from '../../calls/matmul.js';
import { floatOf, sameBackend } from '../../core/arguments.js';
import { ShapeError } from '../../core/errors.js';
import { formatShape, productOf as productOfAxes } from '../../core/shape.js';
import { Tensor } from '../../core/tensor.js';
import { productOf } from './product.js';

export interface LinearOptions {
  /** [OUT]. Default: none. */
  readonly bias?: Tensor | null;
  /** Computed in the same pass. Default `none`. */
  readonly activation?: MatmulActivation;
}

/**
 * Affine map of the last axis: what a fully connected layer computes.
 *
 * y[..., o] = activation(sum over i of x[..., i] * weight[i, o] + bias[o])
 *
 * @param x        [..., IN], of any rank from 1 on
 * @param weight   [IN, OUT]
 * @param options  bias [OUT], or none; activation = 'none', or relu, sigmoid, tanh. A bare tensor is the bias
 * @returns  [..., OUT]
 * @throws ShapeError  if weight is no matrix of IN rows, or bias no vector of OUT
 * @example
 * const weight = tensor([[1, 0, 2], [0, 1, 2]]);
 * linear(tensor([[3, 4]]), weight, tensor([0, 0, 1])).dataSync(); // [3, 4, 15]
 */
export function linear(
  x: Tensor,
  weight: Tensor,
  options: Tensor | LinearOptions | null = null,
): Tensor {
  const bias = options instanceof Tensor ? options : (options?.bias ?? null);
  const activation = options instanceof Tensor ? 'none' : (options?.activation ?? 'none');
  const value = floatOf(x, 'linear', 'x');
  sameBackend(value, floatOf(weight, 'linear', 'weight'), weightSite);
  const biasValue = bias === null ? null : floatOf(bias, 'linear', 'bias');
  if (biasValue !== null) sameBackend(value, biasValue, biasSite);
  checkShapes(x, weight, bias);
  const k = weight.shape[0]!;
  const n = weight.shape[1]!;
  const shape = x.shape.slice();
  shape[shape.length - 1] = n;
  return productOf('linear', bias === null ? [x, weight] : [x, weight, bias], {
    batch: 1,
    aBatch: 1,
    bBatch: 1,
    m: productOfAxes(shape, 0, shape.length - 1),
    n,
    k,
    transposeA: false,
    transposeB: false,
    bias: biasValue,
    activation,
    shape,
  });
}

const weightSite = { op: 'linear', argument: 'weight' };
const biasSite = { op: 'linear', argument: 'bias' };

function checkShapes(x: Tensor, weight: Tensor, bias: Tensor | null): void {
  const inputs = x.shape[x.shape.length - 1];
  if (inputs === undefined) {
    const rule = { argument: 'x', expected: '[..., IN]', received: '[]' };
    throw new ShapeError({ op: 'linear', ...rule });
  }
  if (weight.shape.length !== 2 || weight.shape[0] !== inputs) {
    throw new ShapeError({
      op: 'linear',
      argument: 'weight',
      expected: `[${inputs}, OUT] to match x ${formatShape(x.shape)}`,
      received: formatShape(weight.shape),
      ...flattenHint(x, weight),
    });
  }
  if (bias !== null && (bias.shape.length !== 1 || bias.shape[0] !== weight.shape[1])) {
    throw new ShapeError({
      op: 'linear',
      argument: 'bias',
      expected: `[${weight.shape[1]}] to match weight ${formatShape(weight.shape)}`,
      received: formatShape(bias.shape),
    });
  }
}

/** Images that nobody has flattened are the usual reason. */
function flattenHint({ shape }: Tensor, weight: Tensor): { hint?: string } {
  const [rows] = weight.shape;
  if (shape.length < 3 || productOfAxes(shape, 1, shape.length) !== rows) return {};
  return { hint: `flatten() makes ${formatShape([shape[0]!, rows])} of x.` };
}
