// Images of another size: each axis is one matrix product with a matrix of weights, which autograd knows how to undo.
import { sizeOf } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import { tidy } from '../../core/tidy.js';
import { constantLike } from '../constant.js';
import { matmul } from '../matmul/matmul.js';
import { reshape } from '../shape/reshape.js';

/** weights[i * from + k]: how much pixel k of an axis counts in pixel i of the result. */
export interface AxisWeights {
  readonly from: number;
  readonly to: number;
  readonly weights: readonly number[];
}

/** y[n,i,j,c] = sum over h,w of rows[i,h] * columns[j,w] * x[n,h,w,c]. */
export function resample(x: Tensor, rows: AxisWeights, columns: AxisWeights): Tensor {
  const [n, , w, c] = x.shape as [number, number, number, number];
  return tidy(() => {
    const high = reshape(x, [n, rows.from, w * c]);
    const resized = matmul(constantLike(x, rows.weights, [rows.to, rows.from]), high);
    const wide = reshape(resized, [n * rows.to, columns.from, c]);
    const across = constantLike(x, columns.weights, [columns.to, columns.from]);
    return reshape(matmul(across, wide), [n, rows.to, columns.to, c]);
  });
}

/** Weights from a rule that adds what pixels count to row i. */
export function weightsOf(
  from: number,
  to: number,
  rule: (i: number, add: (k: number, weight: number) => void) => void,
): AxisWeights {
  const weights = Array.from({ length: sizeOf([to, from]) }, () => 0);
  for (let i = 0; i < to; i++) rule(i, (k, weight) => (weights[i * from + k]! += weight));
  return { from, to, weights };
}
