// The experiment about depth: first weights that keep the signal through thirty layers of ReLU, and others.
import { heNormal, mlp, sgd, xavierNormal, type Parameter } from 'evenkeel';
import { hiddenSizes, type Experiment } from './experiment.js';

/** Layers with weights, the last one included. */
const depths = [14, 30] as const;

const ways = [
  { name: 'Xavier', init: xavierNormal(), batchNorm: false },
  { name: 'He', init: heNormal(), batchNorm: false },
  { name: 'Xavier, batch norm', init: xavierNormal(), batchNorm: true },
  { name: 'He, batch norm', init: heNormal(), batchNorm: true },
] as const;

export const depth: Experiment = {
  name: 'depth',
  question: 'How deep may a ReLU net be, with the weights of Xavier and of He?',
  trials: (frame) =>
    depths.flatMap((layers) => {
      const sizes = hiddenSizes(frame, { layers: layers - 1, units: 64 });
      return ways.map(({ name, init, batchNorm }) => ({
        name: `${layers} layers, ${name}`,
        model: () => mlp({ sizes, activation: 'relu', init, batchNorm }),
        optimizer: (parameters: readonly Parameter[]) =>
          sgd(parameters, { lr: 0.01, momentum: 0.9 }),
      }));
    }),
};
