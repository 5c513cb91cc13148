import { unaryOp } from './unary-op.js';

/**
 * Rectified linear unit with a ceiling, element by element.
 *
 * y = min(max(x, 0), 6)
 *
 * @param x  float tensor of any shape
 * @returns  a tensor of the same shape
 * @throws ArgumentError  if x is no live float tensor
 * @see Krizhevsky 2010, "Convolutional deep belief networks on CIFAR-10"
 * @example
 * relu6(tensor([-1, 3, 8])).dataSync(); // [0, 3, 6]
 */
export const relu6 = unaryOp('relu6');
