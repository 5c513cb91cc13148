// Non-linearities by name, for nets that let one choose.
import type { Layer } from '@evenkeel/layers';
import { elu, leakyRelu, relu, sigmoid, tanh } from '@evenkeel/layers';
import { ArgumentError } from '@evenkeel/tensor';

const activations = { sigmoid, tanh, relu, leakyRelu, elu } satisfies Record<string, () => Layer>;

export type ActivationName = keyof typeof activations;

/** A name, or a function that makes the layer. */
export type ActivationChoice = ActivationName | (() => Layer);

/** What makes the layer; `op` is the net that asks. */
export function activationOf(op: string, choice: ActivationChoice): () => Layer {
  if (typeof choice === 'function') return choice;
  if (Object.hasOwn(activations, choice)) return activations[choice];
  throw new ArgumentError({
    op,
    argument: 'activation',
    expected: `one of ${Object.keys(activations).join(', ')}, or a function`,
    received: `'${choice}'`,
  });
}
