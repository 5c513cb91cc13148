// The experiment about activations: what each makes of a net, how much of it is saturated, and what it costs.
import {
  elu,
  flatten,
  leakyRelu,
  linear,
  maxout,
  ops,
  relu,
  sequential,
  sgd,
  sigmoid,
  tanh,
  type Layer,
  type Parameter,
} from 'evenkeel';
import { costOf, shapeOfSignal } from './activation-measures.js';
import { inputsOf, type Experiment, type Frame } from './experiment.js';

/** Hidden layers and their units. */
const [layers, units] = [2, 100];

interface Way {
  readonly name: string;
  /** A hidden layer, given its inputs. */
  readonly hidden: (inputs: number) => Layer[];
  /** The function alone, for its cost. */
  readonly alone: Parameters<typeof costOf>[0];
}

const behind =
  (activation: () => Layer) =>
  (inputs: number): Layer[] => [linear(inputs, units), activation()];

const ways: readonly Way[] = [
  { name: 'sigmoid', hidden: behind(sigmoid), alone: ops.sigmoid },
  { name: 'tanh', hidden: behind(tanh), alone: ops.tanh },
  { name: 'relu', hidden: behind(relu), alone: ops.relu },
  { name: 'leaky relu', hidden: behind(leakyRelu), alone: (x) => ops.leakyRelu(x) },
  { name: 'elu', hidden: behind(elu), alone: (x) => ops.elu(x) },
  {
    name: 'maxout of 2',
    hidden: (inputs) => [maxout(inputs, units, { pieces: 2 })],
    alone: (x) => ops.maxout(x, 2),
  },
];

function net(frame: Frame, hidden: Way['hidden']): Layer {
  const blocks = Array.from({ length: layers }, (_, i) =>
    hidden(i === 0 ? inputsOf(frame) : units),
  );
  return sequential(flatten(), ...blocks.flat(), linear(units, frame.data.train.classes)) as Layer;
}

export const activations: Experiment = {
  name: 'activations',
  question: 'What do activations make of the signal, and what do they cost?',
  columns: [
    { key: 'mean', head: 'mean/deviation' },
    { key: 'flat', head: 'flat', percent: true },
    { key: 'nanoseconds', head: 'ns a number' },
  ],
  trials: (frame) =>
    ways.map(({ name, hidden, alone }) => ({
      name,
      model: () => net(frame, hidden),
      optimizer: (parameters: readonly Parameter[]) => sgd(parameters, { lr: 0.05, momentum: 0.9 }),
      measure: (model) => ({
        ...shapeOfSignal(model, frame.data.test),
        nanoseconds: costOf(alone),
      }),
    })),
};
