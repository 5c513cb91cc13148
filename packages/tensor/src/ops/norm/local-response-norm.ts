import { floatOf } from '../../core/arguments.js';
import { ArgumentError, ShapeError } from '../../core/errors.js';
import { formatShape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import { tidy } from '../../core/tidy.js';
import { add } from '../binary/add.js';
import { mul } from '../binary/mul.js';
import { pow } from '../binary/pow.js';
import { constantLike } from '../constant.js';
import { matmul } from '../matmul/matmul.js';
import { reshape } from '../shape/reshape.js';
import { square } from '../unary/square.js';

export interface LocalResponseNormOptions {
  /** Channels that are summed. Default 5. */
  readonly size?: number;
  /** Weight of the mean square. Default 1e-4. */
  readonly alpha?: number;
  /** Exponent. Default 0.75. */
  readonly beta?: number;
  /** What is added to the mean square. Default 2. */
  readonly k?: number;
}

/**
 * Local response normalization: each value by those of neighboring channels at the same pixel.
 *
 * y[..., c] = x[..., c] / (k + alpha / size * sum over j of x[..., j]^2)^beta,
 * j from c - floor(size / 2) to c + floor((size - 1) / 2); channels outside count as 0. Alpha is divided by the size,
 * where the paper does not: for its alpha of 1e-4 with five channels pass 5e-4.
 *
 * @param x        [..., C]
 * @param options  size = 5; alpha = 1e-4; beta = 0.75; k = 2
 * @returns  a tensor of the same shape
 * @throws ShapeError  if x is a scalar
 * @throws ArgumentError  if the size is no whole number from 1 on, or k is not above 0
 * @see Krizhevsky et al. 2012, "ImageNet classification with deep convolutional neural networks"
 * @example
 * localResponseNorm(tensor([[1, 2]]), { size: 1, alpha: 1, beta: 1, k: 1 }).dataSync(); // [0.5, 0.4]
 */
export function localResponseNorm(x: Tensor, options: LocalResponseNormOptions = {}): Tensor {
  const { size = 5, alpha = 1e-4, beta = 0.75, k = 2 } = options;
  floatOf(x, 'localResponseNorm', 'x');
  check(x, size, k);
  const c = x.shape[x.shape.length - 1]!;
  return tidy(() => {
    const rows = c === 0 ? 0 : x.size / c;
    const squares = reshape(square(x), [rows, c]);
    const band = constantLike(x, bandOf(c, size, alpha / size), [c, c]);
    const scale = pow(add(matmul(squares, band), k), -beta);
    return mul(x, reshape(scale, x.shape));
  });
}

/** The matrix [c, c] that sums windows of channels: a product by it is far faster than a window that slides. */
function bandOf(c: number, size: number, weight: number): number[] {
  const before = Math.floor(size / 2);
  return Array.from({ length: c * c }, (_, at) => {
    const distance = Math.floor(at / c) - (at % c);
    return distance >= -before && distance < size - before ? weight : 0;
  });
}

function check(x: Tensor, size: number, k: number): void {
  const op = 'localResponseNorm';
  if (x.shape.length < 1) {
    const rule = { argument: 'x', expected: '[..., C]', received: formatShape(x.shape) };
    throw new ShapeError({ op, ...rule });
  }
  if (!Number.isInteger(size) || size < 1) {
    const rule = { argument: 'size', expected: 'a whole number from 1 on', received: String(size) };
    throw new ArgumentError({ op, ...rule });
  }
  if (!(k > 0)) {
    const rule = { argument: 'k', expected: 'above 0', received: String(k) };
    throw new ArgumentError({ op, ...rule });
  }
}
