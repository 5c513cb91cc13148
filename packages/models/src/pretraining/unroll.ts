// From a pre-trained stack to a net that can be fine-tuned as a whole.
import {
  flatten,
  linear,
  sequential,
  sigmoid,
  type Draw,
  type Layer,
  type Linear,
} from '@evenkeel/layers';
import { ArgumentError, assign, tidy, transpose, type Tensor } from '@evenkeel/tensor';
import { Autoencoder, type AutoencoderActivation, type AutoencoderLayer } from '../autoencoder.js';
import type { TiedLayer } from './tied-layer.js';
import type { UnitKind } from './units.js';

export interface UnrollClassifierOptions {
  /** What draws the weight of the last layer; default that of `linear`. */
  readonly init?: Draw;
}

/**
 * Unrolls a pre-trained stack into a deep autoencoder: the layers up to the code, and the same back with transposed
 * weights.
 *
 * Every layer gets copies, so that encoder and decoder may part ways in fine-tuning. As it is made, it gives for x what
 * the stack gives: encoded from the first layer to the last, decoded from the last to the first.
 *
 * @param stack  `rbm` or `denoisingAutoencoder` layers, each taking as many numbers as the one before gives
 * @returns  an autoencoder with logistic activations where units are binary, and none where they are gaussian
 * @throws ArgumentError  an empty stack, or layers that do not fit
 * @see Hinton & Salakhutdinov 2006, figure 1
 * @example
 * const stack = [rbm(6, 4), rbm(4, 2, { hidden: 'gaussian' })];
 * const model = unroll(stack);
 * const x = full([1, 6], 0.5);
 * const top = stack[1].forward(stack[0].forward(x));
 * const back = stack[0].decode(stack[1].decode(top));
 * sum(abs(sub(model.forward(x), back))).item(); // 0
 */
export function unroll(stack: readonly TiedLayer[]): Autoencoder {
  checkStack('unroll', stack);
  const decoder = stack.toReversed().map((layer): AutoencoderLayer => ({
    linear: tidy(() => copied(transpose(layer.weight), layer.visibleBias)),
    activation: activationOf(layer.visible),
  }));
  return new Autoencoder(encoderOf(stack), decoder);
}

/**
 * Unrolls a pre-trained stack into a classifier: its layers with copied weights, and one new layer on top.
 *
 * @param stack    `rbm` or `denoisingAutoencoder` layers, each taking as many numbers as the one before gives
 * @param classes  numbers that the new layer gives
 * @param options  init of the new layer's weight
 * @returns  a layer from [N, ...] to logits [N, classes]
 * @throws ArgumentError  an empty stack, or layers that do not fit
 * @see Hinton, Osindero & Teh 2006, "A fast learning algorithm for deep belief nets"
 * @example
 * const model = unrollClassifier([rbm(784, 100), rbm(100, 50)], 10);
 * model.forward(zeros([2, 28, 28, 1])).shape; // [2, 10]
 */
export function unrollClassifier<const Classes extends number>(
  stack: readonly TiedLayer[],
  classes: Classes,
  options: UnrollClassifierOptions = {},
): Layer<number, Classes> {
  checkStack('unrollClassifier', stack);
  const hidden = encoderOf(stack).flatMap((layer): Layer[] =>
    layer.activation === 'sigmoid' ? [layer.linear, sigmoid()] : [layer.linear],
  );
  const top = stack.at(-1)!.weight.shape[1]!;
  return sequential(flatten(), ...hidden, linear(top, classes, options));
}

function encoderOf(stack: readonly TiedLayer[]): AutoencoderLayer[] {
  return stack.map((layer) => ({
    linear: copied(layer.weight, layer.hiddenBias),
    activation: activationOf(layer.hidden),
  }));
}

function activationOf(kind: UnitKind): AutoencoderActivation {
  return kind === 'binary' ? 'sigmoid' : 'linear';
}

function copied(weight: Tensor, bias: Tensor): Linear<number, number> {
  const [inputs, outputs] = weight.shape as [number, number];
  const made = linear(inputs, outputs);
  assign(made.weight, weight);
  assign(made.bias!, bias);
  return made;
}

function checkStack(op: string, stack: readonly TiedLayer[]): void {
  if (stack.length === 0) {
    throw new ArgumentError({
      op,
      argument: 'stack',
      expected: 'at least one layer',
      received: 'none',
    });
  }
  stack.forEach((layer, i) => {
    const given = stack[i - 1]?.weight.shape[1] ?? layer.weight.shape[0]!;
    const taken = layer.weight.shape[0]!;
    if (taken === given) return;
    const expected = `a layer that takes ${given} numbers, as the one before gives`;
    const received = `one that takes ${taken}`;
    throw new ArgumentError({ op, argument: `stack[${i}]`, expected, received });
  });
}
