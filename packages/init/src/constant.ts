// Initializers that draw nothing: every value is the same.
import { full } from '@evenkeel/tensor';
import { initializer, type Initializer } from './initializer.js';

/**
 * Every value is `value`.
 *
 * As the weights of hidden units this is a trap: units that start equal get equal gradients and stay
 * equal for ever. It is right for biases and for the gamma and beta of batch norm.
 *
 * @param value  any number
 * @returns  an initializer: called with a shape and a generator it gives the weight
 * @example
 * linear(784, 2, { biasInit: constant(0.1) }).bias.dataSync(); // [0.1, 0.1]
 */
export function constant(value: number): Initializer {
  return constantOf('constant', value);
}

/**
 * Every value is 0: the usual start of a bias.
 *
 * @returns  an initializer: called with a shape and a generator it gives the weight
 * @example
 * zeros()([2], generator(1)).dataSync(); // [0, 0]
 */
export function zeros(): Initializer {
  return constantOf('zeros', 0);
}

/**
 * Every value is 1: the usual start of a scale.
 *
 * @returns  an initializer: called with a shape and a generator it gives the weight
 * @example
 * ones()([2], generator(1)).dataSync(); // [1, 1]
 */
export function ones(): Initializer {
  return constantOf('ones', 1);
}

function constantOf(scheme: string, value: number): Initializer {
  return initializer(
    scheme,
    () => ({ kind: 'constant', mean: value, std: 0, low: value, high: value }),
    (shape) => full(shape, value),
  );
}
