// What an initializer is: a pure function of a shape and a generator that also says what it draws from.
import type { Generator, Shape, Tensor } from '@evenkeel/tensor';

/** What can be known of the values before they are drawn. */
export interface Distribution {
  readonly kind: 'constant' | 'uniform' | 'normal' | 'truncatedNormal' | 'structured';
  readonly mean: number;
  /** Standard deviation; 0 of a constant. */
  readonly std: number;
  /** No value is below this; -Infinity of a normal. */
  readonly low: number;
  /** No value is above this; Infinity of a normal. */
  readonly high: number;
}

/**
 * Draws the first values of a parameter.
 *
 * The same shape and the same state of the generator give the same values; nothing else plays a part.
 * Any function `(shape, generator) => tensor` with these two members can serve.
 */
export interface Initializer {
  (shape: Shape, generator: Generator): Tensor;
  /** Its name, such as 'heNormal'. */
  readonly scheme: string;
  /** The distribution that a weight of this shape is drawn from. */
  readonly distribution: (shape: Shape) => Distribution;
}

/**
 * Makes an initializer of its two halves: what is known of the values, and the values.
 *
 * @param scheme  its name
 * @param distribution  of a weight of a given shape
 * @param draw  gives a new tensor of that shape
 * @returns  an initializer: called with a shape and a generator it gives the weight
 * @example
 * const sevens = initializer(
 *   'sevens',
 *   () => ({ kind: 'constant', mean: 7, std: 0, low: 7, high: 7 }),
 *   (shape) => full(shape, 7),
 * );
 * sevens([2], generator(1)).dataSync(); // [7, 7]
 */
export function initializer(
  scheme: string,
  distribution: (shape: Shape) => Distribution,
  draw: (shape: Shape, generator: Generator) => Tensor,
): Initializer {
  return Object.assign((shape: Shape, generator: Generator) => draw(shape, generator), {
    scheme,
    distribution,
  });
}

/** The distribution U(low, high). */
export function uniformDistribution(low: number, high: number): Distribution {
  return {
    kind: 'uniform',
    mean: (low + high) / 2,
    std: (high - low) / Math.sqrt(12),
    low,
    high,
  };
}

/** The distribution N(mean, std^2). */
export function normalDistribution(mean: number, std: number): Distribution {
  return { kind: 'normal', mean, std, low: -Infinity, high: Infinity };
}
