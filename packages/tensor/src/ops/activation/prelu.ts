import { floatOf } from '../../core/arguments.js';
import { ShapeError } from '../../core/errors.js';
import { formatShape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import { tidy } from '../../core/tidy.js';
import { add } from '../binary/add.js';
import { greater } from '../binary/greater.js';
import { mul } from '../binary/mul.js';
import { sub } from '../binary/sub.js';

/**
 * Rectified linear unit with a slope that is learned, element by element.
 *
 * y = x > 0 ? x : alpha * x
 *
 * @param x      [..., C]
 * @param alpha  [1], or [C] for a slope per channel
 * @returns  a tensor of the shape of x
 * @throws ShapeError  if alpha has another shape
 * @see He et al. 2015, "Delving deep into rectifiers", arXiv 1502.01852
 * @example
 * prelu(tensor([-4, 2]), tensor([0.25])).dataSync(); // [-1, 2]
 */
export function prelu(x: Tensor, alpha: Tensor): Tensor {
  floatOf(x, 'prelu', 'x');
  floatOf(alpha, 'prelu', 'alpha');
  const channels = x.shape.at(-1) ?? 1;
  if (alpha.shape.length !== 1 || (alpha.size !== 1 && alpha.size !== channels)) {
    throw new ShapeError({
      op: 'prelu',
      argument: 'alpha',
      expected: `[1] or [${channels}] to match x ${formatShape(x.shape)}`,
      received: formatShape(alpha.shape),
    });
  }
  return tidy(() => {
    const positive = greater(x, 0);
    const slope = add(positive, mul(alpha, sub(1, positive)));
    return mul(x, slope);
  });
}
