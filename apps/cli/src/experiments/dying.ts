// The experiment about units that die, and what keeps them alive.
import {
  batchNorm,
  constant,
  elu,
  flatten,
  leakyRelu,
  linear,
  relu,
  sequential,
  sgd,
  type Layer,
  type Parameter,
} from 'evenkeel';
import { silentShare } from './dead-units.js';
import { inputsOf, type Experiment, type Frame } from './experiment.js';

/** Hidden layers and their units. */
const [layers, units] = [3, 100];

const rates = [0.02, 0.05, 0.1, 0.2, 0.5, 1] as const;

/** A hidden layer, given its inputs. */
const ways: Readonly<Record<string, (inputs: number) => Layer[]>> = {
  relu: (inputs) => [linear(inputs, units), relu()],
  'relu, bias 0.1': (inputs) => [linear(inputs, units, { biasInit: constant(0.1) }), relu()],
  'leaky relu': (inputs) => [linear(inputs, units), leakyRelu({ slope: 0.1 })],
  elu: (inputs) => [linear(inputs, units), elu()],
  'batch norm, relu': (inputs) => [
    linear(inputs, units, { bias: false }),
    batchNorm(units),
    relu(),
  ],
};

function net(frame: Frame, hidden: (inputs: number) => Layer[]): Layer {
  const blocks = Array.from({ length: layers }, (_, i) =>
    hidden(i === 0 ? inputsOf(frame) : units),
  );
  return sequential(flatten(), ...blocks.flat(), linear(units, frame.data.train.classes)) as Layer;
}

export const dyingRelu: Experiment = {
  name: 'dying-relu',
  question: 'Which learning rates kill ReLU units, and what keeps them alive?',
  columns: [{ key: 'silent', head: 'never above 0', percent: true }],
  sweep: {
    label: 'learning rate',
    logarithmic: true,
    keys: ['silent'],
    what: 'Units that give nothing above 0 for any test image',
  },
  trials: (frame) =>
    Object.entries(ways).flatMap(([line, hidden]) =>
      rates.map((lr) => ({
        name: `${line}, ${lr}`,
        sweep: { line, at: lr },
        model: () => net(frame, hidden),
        optimizer: (parameters: readonly Parameter[]) => sgd(parameters, { lr, momentum: 0.9 }),
        measure: async (model: Layer) => ({ silent: await silentShare(model, frame) }),
      })),
    ),
};
