// How many inputs and outputs one unit of a weight has. The formulas that use them are in variance-scaling.ts.
import { ShapeError } from '@evenkeel/tensor';

export interface Fans {
  /** Inputs that one output sums over. */
  readonly fanIn: number;
  /** Outputs that one input feeds. */
  readonly fanOut: number;
}

/**
 * Fans of a weight whose last two axes are inputs and outputs.
 *
 * fanIn = receptive field * shape[-2], fanOut = receptive field * shape[-1]; the receptive field is
 * the product of the axes before them: KH * KW for a convolution, 1 for a linear layer. Groups play
 * no part: a depthwise weight [KH, KW, 1, C] has fanIn KH * KW and fanOut KH * KW * C.
 *
 * @param shape  [in, out] of linear, [KH, KW, C / groups, O] of conv2d, or any shape of 2 or more axes
 * @param op  the name that an error begins with
 * @returns  fanIn and fanOut
 * @throws ShapeError  fewer than 2 axes
 * @example
 * fans([784, 100]).fanIn; // 784
 * fans([5, 5, 1, 32]).fanOut; // 800
 */
export function fans(shape: readonly number[], op = 'fans'): Fans {
  const inputs = shape.at(-2);
  const outputs = shape.at(-1);
  if (inputs === undefined || outputs === undefined) {
    throw new ShapeError({
      op,
      argument: 'shape',
      expected: 'of at least 2 axes',
      received: `[${shape.join(', ')}]`,
      hint: 'Vectors such as a bias have no fans: use zeros, constant, uniform or normal.',
    });
  }
  const field = shape.slice(0, -2).reduce((product, size) => product * size, 1);
  return { fanIn: field * inputs, fanOut: field * outputs };
}
