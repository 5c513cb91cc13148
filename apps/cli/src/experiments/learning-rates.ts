// Which learning rates train a small inception net, with batch norm and without.
import { inceptionSmall, sgd, type Parameter } from 'evenkeel';
import { width } from './acceleration.js';
import type { Experiment, Frame } from './experiment.js';
import { failureOf } from './remarks.js';
import type { TrialResult } from './run.js';

const rates = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3] as const;

const lines = { plain: false, 'batch norm': true } as const;

export const learningRates: Experiment = {
  name: 'learning-rates',
  question: 'Which learning rates train a small inception net, with batch norm and without?',
  sweep: { label: 'learning rate', logarithmic: true },
  tests: 2,
  trials: ({ data: { train } }) =>
    Object.entries(lines).flatMap(([line, batchNorm]) =>
      rates.map((lr) => ({
        name: `${line}, ${lr}`,
        sweep: { line, at: lr },
        model: () =>
          inceptionSmall({ channels: train.shape[2], classes: train.classes, width, batchNorm }),
        optimizer: (parameters: readonly Parameter[]) => sgd(parameters, { lr, momentum: 0.9 }),
      })),
    ),
  remarks: (results, frame) => Object.keys(lines).map((line) => rangeOf(line, results, frame)),
};

/** From the lowest to the highest rate of a line that trained. */
function rangeOf(line: string, results: readonly TrialResult[], frame: Frame): string {
  const trained = results
    .filter((trial) => trial.sweep?.line === line && failureOf(trial, frame) === null)
    .map(({ sweep }) => sweep!.at);
  if (trained.length === 0) return `${line}: no rate trained.`;
  const [low, high] = [Math.min(...trained), Math.max(...trained)];
  const factor = Number((high / low).toPrecision(2));
  return `${line}: rates from ${low} to ${high} trained, ${factor} times as much.`;
}
