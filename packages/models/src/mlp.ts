// The multi-layer perceptron: fully connected layers, with or without batch norm.
import type { Draw, Layer } from '@evenkeel/layers';
import { flatten, linear, sequential } from '@evenkeel/layers';
import { ArgumentError } from '@evenkeel/tensor';
import { activationOf, type ActivationChoice } from './activation.js';
import { hiddenUnit } from './hidden-unit.js';

export interface MlpOptions<Sizes extends readonly number[]> {
  /** Inputs, units of each hidden layer, outputs. */
  readonly sizes: Sizes;
  /** A name, or a function that makes the layer; default 'sigmoid', as in the batch-norm paper. */
  readonly activation?: ActivationChoice;
  /** Whether each hidden layer has batch norm before its activation; default false. */
  readonly batchNorm?: boolean;
  /** What draws the weights; default that of `linear`. */
  readonly init?: Draw;
}

/** The last of a list of sizes. */
type LastOf<Sizes extends readonly number[]> = Sizes extends readonly [...number[], infer Last]
  ? Last & number
  : number;

/**
 * A stack of fully connected layers. Images are flattened first.
 *
 * Each hidden layer is a chain of linear, batch norm if asked (then without a bias, which beta replaces) and activation;
 * the last layer is linear alone, and gives logits. The weights have the same names with and without batch norm
 * ("1.0.weight", "2.0.weight", ...), and so draw the same numbers from the same seed.
 *
 * @param options  sizes; activation = 'sigmoid'; batchNorm = false; init
 * @returns  a layer from [N, ...] of sizes[0] numbers to [N, last size]
 * @throws ArgumentError  fewer than two sizes, or an unknown activation
 * @see Ioffe & Szegedy 2015, section 4.1: sizes 784, 100, 100, 100, 10, sigmoid, small Gaussian weights
 * @example
 * const sizes = [784, 100, 100, 100, 10];
 * const model = mlp({ sizes, batchNorm: true, init: normal({ std: 0.1 }) });
 * model.forward(zeros([60, 28, 28, 1])).shape; // [60, 10]
 */
export function mlp<const Sizes extends readonly number[]>(
  options: MlpOptions<Sizes>,
): Layer<number, LastOf<Sizes>> {
  const { sizes, batchNorm = false, init } = options;
  const last = sizes.length - 1;
  if (last < 1) {
    throw new ArgumentError({
      op: 'mlp',
      argument: 'sizes',
      expected: 'at least the numbers of inputs and outputs',
      received: `[${sizes.join(', ')}]`,
    });
  }
  const activation = activationOf('mlp', options.activation ?? 'sigmoid');
  const style = { batchNorm, activation, init };
  const layers = sizes.slice(1, last).map((units, i) => hiddenUnit([sizes[i]!, units], style));
  const outputs = sizes[last] as LastOf<Sizes>;
  return sequential(
    flatten(),
    ...layers,
    linear(sizes[last - 1]!, outputs, init === undefined ? {} : { init }),
  );
}
