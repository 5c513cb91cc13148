import type { KernelArgs } from '@evenkeel/kernels';
import { floatOf } from '../../core/arguments.js';
import { ArgumentError, ShapeError } from '../../core/errors.js';
import { finish } from '../../core/finish.js';
import { noGrad } from '../../core/grad-mode.js';
import type { Operation } from '../../core/node.js';
import { formatShape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import { tidy } from '../../core/tidy.js';
import { allocate, type Value } from '../../core/value.js';
import type { Generator } from '../../random/generator.js';
import { mul } from '../binary/mul.js';
import { filledLike } from '../constant.js';

export interface DropoutOptions {
  /** Share of elements that become 0, from 0 to 1. Default 0.5. */
  readonly rate?: number;
  /** Draws which ones. */
  readonly generator: Generator;
  /** Whether whole channels of an image are dropped together. Default false. */
  readonly perChannel?: boolean;
}

/** The counter of the draw, from which the gradient draws the same elements again: no mask is kept. */
type Attributes = Omit<KernelArgs<'dropout'>, 'x' | 'y' | 'n'>;

const operation: Operation<readonly [], Attributes> = {
  name: 'dropout',
  gradient(node, dy): void {
    node.give(0, dropped(dy, node.attributes));
  },
};

function dropped(x: Value, attributes: Attributes): Value {
  const y = allocate(x, x.shape);
  const fields = { x: x.handle, y: y.handle, n: y.size };
  if (y.size > 0) x.backend.run('dropout', { ...fields, ...attributes });
  return y;
}

/**
 * Dropout: sets elements to 0 at random and scales up the others, so that the mean stays. For training only.
 *
 * y = u < rate ? 0 : x / (1 - rate), u uniform over [0, 1)
 *
 * @param x        float tensor; [N, ..., C] for `perChannel`
 * @param options  generator; rate = 0.5; perChannel = false
 * @returns  a tensor of the same shape
 * @throws ArgumentError  if the rate is not from 0 to 1
 * @throws ShapeError  if x has fewer than two axes with `perChannel`
 * @see Srivastava et al. 2014, "Dropout: a simple way to prevent neural networks from overfitting"
 * @example
 * dropout(ones([4]), { rate: 0, generator: generator(1) }).dataSync(); // [1, 1, 1, 1]
 */
export function dropout(x: Tensor, options: DropoutOptions): Tensor {
  const { rate = 0.5, generator, perChannel = false } = options;
  const value = floatOf(x, 'dropout', 'x');
  if (!(rate >= 0 && rate <= 1)) {
    const rule = { argument: 'rate', expected: 'from 0 to 1', received: String(rate) };
    throw new ArgumentError({ op: 'dropout', ...rule });
  }
  if (perChannel) return channels(x, rate, generator);
  const scale = rate < 1 ? 1 / (1 - rate) : 0;
  const attributes = { rate, scale, ...generator.take(value.size) };
  const y = dropped(value, attributes);
  return finish(operation, y, { inputs: [x], saved: [], attributes });
}

/** One draw for all pixels of a channel. */
function channels(x: Tensor, rate: number, generator: Generator): Tensor {
  if (x.shape.length < 2) {
    const rule = { argument: 'x', expected: '[N, ..., C]', received: formatShape(x.shape) };
    throw new ShapeError({ op: 'dropout', ...rule });
  }
  return tidy(() => {
    const shape = x.shape.map((n, axis) => (axis === 0 || axis === x.shape.length - 1 ? n : 1));
    const whole = filledLike(x, 1, shape);
    return mul(
      x,
      noGrad(() => dropout(whole, { rate, generator })),
    );
  });
}
