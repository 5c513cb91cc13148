// The experiment about what made deep nets train, in the order in which it was found.
import {
  denoisingAutoencoder,
  generator,
  heNormal,
  initialize,
  Linear,
  loader,
  mlp,
  normal,
  pretrain,
  rbm,
  sgd,
  xavierUniform,
  type Layer,
  type Parameter,
  type TiedLayer,
} from 'evenkeel';
import { hiddenSizes, type Experiment, type Frame, type Trial } from './experiment.js';

/** Hidden layers and their units. */
const [layers, units] = [6, 100];

/** Passes over the images for each layer that is pre-trained. */
const epochs = 1;

const small = normal({ std: 0.01 });

const optimizer = (parameters: readonly Parameter[]) => sgd(parameters, { lr: 0.1, momentum: 0.9 });

/** Layers that learn from what those below make of the images; then their weights are those of the hidden layers. */
function pretrained(
  frame: Frame,
  make: (inputs: number) => TiedLayer,
): NonNullable<Trial['prepare']> {
  return async (model, signal) => {
    const { seed, batch, data } = frame;
    const sizes = hiddenSizes(frame, { layers, units });
    const stack = Array.from({ length: layers }, (_, i) =>
      initialize(make(sizes[i]!), { seed: seed * 1000 + i }),
    );
    const images = loader(data.train, {
      batch,
      dropLast: true,
      generator: generator(seed).fork('pre-training'),
    });
    await pretrain(stack, { data: images, epochs, signal });
    const hidden = model.modules().filter((part) => part instanceof Linear);
    for (const [i, { weight, hiddenBias }] of stack.entries()) {
      hidden[i]!.loadStateDict({
        weight: { shape: [...weight.shape], data: weight.dataSync() },
        bias: { shape: [...hiddenBias.shape], data: hiddenBias.dataSync() },
      });
    }
  };
}

export const pretraining: Experiment = {
  name: 'pretraining',
  question: 'What made deep nets train: pre-training, better first weights, or batch norm?',
  trials: (frame) => {
    const sizes = hiddenSizes(frame, { layers, units });
    const sigmoid = (name: string, rest: Partial<Trial> = {}): Trial => ({
      name: `sigmoid, ${name}`,
      model: () => mlp({ sizes, init: small }),
      optimizer,
      ...rest,
    });
    const relu = (name: string, model: () => Layer): Trial => ({
      name: `relu, ${name}`,
      model,
      optimizer,
    });
    return [
      sigmoid('small random weights'),
      sigmoid('Xavier', { model: () => mlp({ sizes, init: xavierUniform() }) }),
      sigmoid('pre-trained, RBM', { prepare: pretrained(frame, (n) => rbm(n, units)) }),
      sigmoid('pre-trained, autoencoder', {
        prepare: pretrained(frame, (n) =>
          denoisingAutoencoder(n, units, { corruption: 0.25, init: xavierUniform() }),
        ),
      }),
      sigmoid('small weights, batch norm', {
        model: () => mlp({ sizes, init: small, batchNorm: true }),
      }),
      relu('small random weights', () => mlp({ sizes, activation: 'relu', init: small })),
      relu('He', () => mlp({ sizes, activation: 'relu', init: heNormal() })),
      relu('He, batch norm', () =>
        mlp({ sizes, activation: 'relu', init: heNormal(), batchNorm: true }),
      ),
    ];
  },
};
