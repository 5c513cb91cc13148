import { floatOf } from '../../core/arguments.js';
import { ShapeError } from '../../core/errors.js';
import { formatShape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import { tidy } from '../../core/tidy.js';
import { div } from '../binary/div.js';
import { mul } from '../binary/mul.js';
import { sum } from '../reduce/sum.js';
import { reshape } from '../shape/reshape.js';
import { sqrt } from '../unary/sqrt.js';
import { square } from '../unary/square.js';

/**
 * Weight normalization: length and direction of the weights of each output unit apart.
 *
 * weight[..., o] = g[o] * v[..., o] / ||v[..., o]||, the norm over all axes but the last
 *
 * The same for weights of linear [in, out] and convolution [KH, KW, in, out].
 *
 * @param v  [..., out], the directions
 * @param g  [out], the lengths
 * @returns  a weight of the shape of v
 * @throws ShapeError  if v has fewer than two axes, or g is not [out]
 * @see Salimans and Kingma 2016, "Weight normalization", arXiv 1602.07868
 * @example
 * weightNorm(tensor([[3], [4]]), tensor([10])).dataSync(); // [6, 8]
 */
export function weightNorm(v: Tensor, g: Tensor): Tensor {
  floatOf(v, 'weightNorm', 'v');
  floatOf(g, 'weightNorm', 'g');
  if (v.shape.length < 2) {
    const rule = { argument: 'v', expected: '[..., out] of two axes or more' };
    throw new ShapeError({ op: 'weightNorm', ...rule, received: formatShape(v.shape) });
  }
  const out = v.shape[v.shape.length - 1]!;
  if (g.shape.length !== 1 || g.size !== out) {
    const expected = `[${out}] to match v ${formatShape(v.shape)}`;
    const rule = { argument: 'g', expected, received: formatShape(g.shape) };
    throw new ShapeError({ op: 'weightNorm', ...rule });
  }
  return tidy(() => {
    const rows = reshape(v, [out === 0 ? 0 : v.size / out, out]);
    return mul(v, div(g, sqrt(sum(square(rows), 0))));
  });
}
