// Experiments about the way to train: optimizers, and the rate over the steps.
import {
  adam,
  adamW,
  batchNorm,
  constantRate,
  cosineAnnealing,
  eve,
  lion,
  rmsProp,
  sgd,
  stepDecay,
  type Optimizer,
  type Parameter,
  type Schedule,
} from 'evenkeel';
import type { Experiment } from './experiment.js';
import { hiddenNet } from './nets.js';

const made: readonly (readonly [string, (parameters: readonly Parameter[]) => Optimizer])[] = [
  ['sgd, 0.1', (p) => sgd(p, { lr: 0.1 })],
  ['momentum, 0.05', (p) => sgd(p, { lr: 0.05, momentum: 0.9 })],
  ['Nesterov, 0.05', (p) => sgd(p, { lr: 0.05, momentum: 0.9, nesterov: true })],
  ['RMSProp, 0.001', (p) => rmsProp(p, { lr: 0.001 })],
  ['Adam, 0.003', (p) => adam(p, { lr: 0.003 })],
  ['AMSGrad, 0.003', (p) => adam(p, { lr: 0.003, amsgrad: true })],
  ['AdamW, 0.003', (p) => adamW(p, { lr: 0.003 })],
  ['Eve, 0.003', (p) => eve(p, { lr: 0.003 })],
  ['Lion, 0.0005', (p) => lion(p, { lr: 0.0005 })],
];

export const optimizers: Experiment = {
  name: 'optimizers',
  question: 'Which optimizer is furthest after so many steps, each at a rate that suits it?',
  trials: (frame) =>
    made.map(([name, optimizer]) => ({
      name,
      model: () => hiddenNet(frame, (units) => batchNorm(units)),
      optimizer,
    })),
};

const lr = 0.1;

export const schedules: Experiment = {
  name: 'schedules',
  question: 'How fast may the learning rate fall, with batch norm and without?',
  trials: (frame) => {
    const { steps } = frame;
    const every = (share: number): number => Math.max(1, Math.round(steps * share));
    // Rounding may let the rate fall once more, for the last step or two.
    const slow = 1 / 3;
    const rates: readonly (readonly [string, Schedule])[] = [
      ['constant', constantRate({ baseLr: lr })],
      ['halved twice', stepDecay({ baseLr: lr, stepSize: every(slow), gamma: 0.5 })],
      ['six times as fast', stepDecay({ baseLr: lr, stepSize: every(slow / 6), gamma: 0.5 })],
      ['cosine', cosineAnnealing({ baseLr: lr, steps })],
    ];
    return [true, false].flatMap((normalized) =>
      rates.map(([name, schedule]) => ({
        name: `${normalized ? 'batch norm' : 'plain'}, ${name}`,
        model: () => hiddenNet(frame, normalized ? (units) => batchNorm(units) : null),
        optimizer: (parameters: readonly Parameter[]) => sgd(parameters, { lr, momentum: 0.9 }),
        schedule,
      })),
    );
  },
};
