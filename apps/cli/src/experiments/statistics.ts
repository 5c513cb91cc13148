// The experiment about the statistics that batch norm takes in tests: running averages, or those of the training set.
import {
  batchNorm,
  estimatePopulationStatistics,
  loader,
  sgd,
  type BatchNormOptions,
  type Parameter,
} from 'evenkeel';
import type { Experiment } from './experiment.js';
import { convNet, usual } from './nets.js';

/** Batches of the one pass: enough for means over thousands of images. */
const batches = 50;

const running: Readonly<Record<string, BatchNormOptions['momentum']>> = {
  'running, momentum 0.1': 0.1,
  'running, momentum 0.01': 0.01,
  'running, plain average': 'cumulative',
};

export const statistics: Experiment = {
  name: 'statistics',
  question: 'Which statistics should batch norm take in tests?',
  trials: (frame) => {
    const { train } = frame.data;
    const trial = (name: string, momentum: BatchNormOptions['momentum']) => ({
      name,
      model: () =>
        convNet(
          frame,
          usual((n) => batchNorm(n, { momentum: momentum! })),
        ),
      optimizer: (parameters: readonly Parameter[]) => sgd(parameters, { lr: 0.02, momentum: 0.9 }),
    });
    return [
      ...Object.entries(running).map(([name, momentum]) => trial(name, momentum)),
      {
        ...trial('of the training set', 0.1),
        // Training takes the statistics of each batch, and is the same in all trials.
        beforeTest: async (model) => {
          const data = loader(train, { batch: frame.batch, shuffle: false, dropLast: true });
          await estimatePopulationStatistics(model, data, { batches });
        },
      },
    ];
  },
};
