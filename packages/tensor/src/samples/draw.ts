// The inputs of a good sample, drawn from a generator.
import { tensor } from '../core/create.js';
import { sizeOf } from '../core/shape.js';
import type { Tensor } from '../core/tensor.js';
import type { Generator } from '../random/generator.js';
import type { FloatInput, GoodSample } from './sample.js';

/** Distance from a kink, and between distinct elements. */
const MARGIN = 0.05;
const STEPS = 1 << 24;

/** Tensors for all inputs; those that a gradient can reach require grad. */
export function drawInputs(sample: GoodSample, generator: Generator): Record<string, Tensor> {
  const drawn: Record<string, Tensor> = {};
  for (const [name, input] of Object.entries(sample.inputs)) {
    const { shape } = input;
    drawn[name] =
      input.kind === 'int32'
        ? tensor([...input.values], { shape, dtype: 'int32' })
        : tensor(numbersOf(input, generator), { shape, requiresGrad: input.constant !== true });
  }
  return drawn;
}

function numbersOf(input: FloatInput, generator: Generator): Float64Array {
  const count = sizeOf(input.shape);
  const { low = -2, high = 2, kinks = [], distinct = false } = input;
  if (distinct) {
    return Float64Array.from(
      generator.permutation(count),
      (rank) => (rank - count / 2) * 2 * MARGIN,
    );
  }
  const words = generator.integers(count, STEPS);
  return Float64Array.from(words, (word) => {
    const number = low + ((high - low) * word) / STEPS;
    const near = kinks.find((kink) => Math.abs(number - kink) < MARGIN);
    return near === undefined ? number : number + 2 * MARGIN;
  });
}
