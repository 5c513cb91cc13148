// The experiment about equal first weights: units that begin equal stay equal.
import { constant, Linear, mlp, normal, sgd, type Layer, type Parameter } from 'evenkeel';
import { hiddenSizes, type Experiment } from './experiment.js';

const ways = {
  zeros: constant(0),
  'constant 0.01': constant(0.01),
  'constant 0.1': constant(0.1),
  'random, deviation 0.1': normal({ std: 0.1 }),
} as const;

/** The largest difference between a weight of a hidden unit and the same weight of its layer's first unit. */
function spreadOf(model: Layer): number {
  const hidden = model
    .modules()
    .filter((part) => part instanceof Linear)
    .slice(0, -1);
  let most = 0;
  for (const { weight } of hidden) {
    const units = weight.shape[1]!;
    const values = weight.dataSync();
    values.forEach((value: number, i: number) => {
      most = Math.max(most, Math.abs(value - values[i - (i % units)]!));
    });
  }
  return most;
}

export const symmetry: Experiment = {
  name: 'symmetry',
  question: 'What becomes of hidden units whose weights begin equal?',
  columns: [{ key: 'spread', head: 'spread of units' }],
  trials: (frame) => {
    const sizes = hiddenSizes(frame, { layers: 2, units: 100 });
    return Object.entries(ways).map(([name, init]) => ({
      name,
      model: () => mlp({ sizes, activation: 'tanh', init }),
      optimizer: (parameters: readonly Parameter[]) => sgd(parameters, { lr: 0.05, momentum: 0.9 }),
      measure: (model: Layer) => ({ spread: spreadOf(model) }),
    }));
  },
};
