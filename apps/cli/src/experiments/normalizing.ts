// Experiments about normalization: where it stands, of how large a batch, and which one.
import {
  batchNorm,
  batchRenorm,
  ghostBatchNorm,
  groupNorm,
  instanceNorm,
  layerNorm,
  localResponseNorm,
  relu,
  rmsNorm,
  sgd,
  type Layer,
  type Parameter,
} from 'evenkeel';
import type { Experiment, Frame, Trial } from './experiment.js';
import { convNet, hiddenNet, pool, usual, type Surroundings } from './nets.js';

const lr = 0.02;
const momentum = (parameters: readonly Parameter[]) => sgd(parameters, { lr, momentum: 0.9 });

const convTrial = (frame: Frame, name: string, around: Surroundings): Trial => ({
  name,
  model: () => convNet(frame, around),
  optimizer: momentum,
});

export const placement: Experiment = {
  name: 'placement',
  question:
    'Where does batch norm stand: before or after the non-linearity, before or after pooling?',
  trials: (frame) =>
    [
      ['none', () => [relu(), pool()]],
      ['norm, relu, pool', (n: number) => [batchNorm(n), relu(), pool()]],
      ['relu, norm, pool', (n: number) => [relu(), batchNorm(n), pool()]],
      ['relu, pool, norm', (n: number) => [relu(), pool(), batchNorm(n)]],
      ['pool, norm, relu', (n: number) => [pool(), batchNorm(n), relu()]],
    ].map(([name, around]) => convTrial(frame, name as string, around as Surroundings)),
};

/** Examples of a ghost batch. */
const few = 16;

/** Batches that are compared. */
const sizes = [2, 4, 16, 64] as const;

export const smallBatches: Experiment = {
  name: 'small-batches',
  question: 'What do small batches do to batch norm, and what helps?',
  trials: (frame) => {
    const norms: readonly (readonly [string, (n: number) => Layer])[] = [
      ['batch norm', (n) => batchNorm(n)],
      ['batch renorm', (n) => batchRenorm(n)],
      ['group norm', (n) => groupNorm(n, { groups: 4 })],
    ];
    return sizes.flatMap((batch) =>
      norms.map(([name, norm]) => ({
        name: `${name}, batch ${batch}`,
        // Wholly connected: a feature map would still give a thousand numbers to a channel.
        model: () => hiddenNet(frame, norm),
        batch,
        // As many images teach as much: the rate follows the batch.
        optimizer: (parameters: readonly Parameter[]) =>
          sgd(parameters, { lr: (lr * batch) / frame.batch, momentum: 0.9 }),
      })),
    );
  },
};

export const normalizations: Experiment = {
  name: 'normalizations',
  question: 'Which normalization serves a small convolutional net?',
  trials: (frame) => {
    const norms: readonly (readonly [string, ((n: number) => Layer) | null])[] = [
      ['none', null],
      ['batch norm', (n) => batchNorm(n)],
      ['batch renorm', (n) => batchRenorm(n)],
      [`ghost batch norm of ${few}`, (n) => ghostBatchNorm(n, { size: few })],
      ['layer norm', (n) => layerNorm(n)],
      ['RMS norm', (n) => rmsNorm(n)],
      ['group norm of 4', (n) => groupNorm(n, { groups: 4 })],
      ['instance norm', (n) => instanceNorm(n)],
      ['local response norm', () => localResponseNorm()],
    ];
    return norms.map(([name, norm]) => convTrial(frame, name, usual(norm)));
  },
};
