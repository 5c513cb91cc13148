// The batch-norm paper's second experiment: what batch norm makes of a small inception net, and what it allows beside.
import { decayGroups, exponentialDecay, inceptionSmall, sgd, type Parameter } from 'evenkeel';
import { baselineColumns, measureAgainst } from './baseline.js';
import type { Experiment, Frame, Trial } from './experiment.js';
import { baselineRemarks } from './remarks.js';

/** Factor on the channels of `inceptionSmall`, so that all trials end in minutes. */
export const width = 0.25;

/** The rate at which the net without batch norm gets furthest. */
const baseRate = 0.03;
const baseDecay = 5e-4;
/** What is left of the rate at the end. */
const remainder = 2 / 3;

/** What the paper changes where it accelerates: no dropout, no local response normalization, less L2, faster decay. */
const accelerations = { l2: 1 / 5, decay: 6 } as const;

interface Way {
  readonly name: string;
  readonly batchNorm: boolean;
  readonly activation?: 'sigmoid';
  /** Factor on the rate. */
  readonly rate?: number;
  readonly accelerated?: boolean;
}

/** The names are the paper's; the second and the last are of its text. */
const ways: readonly Way[] = [
  { name: 'Inception', batchNorm: false },
  { name: 'Inception, rate x5', batchNorm: false, rate: 5 },
  { name: 'BN-Baseline', batchNorm: true },
  { name: 'BN-x5', batchNorm: true, rate: 5, accelerated: true },
  { name: 'BN-x30', batchNorm: true, rate: 30, accelerated: true },
  { name: 'BN-x5-sigmoid', batchNorm: true, rate: 5, accelerated: true, activation: 'sigmoid' },
  { name: 'Inception, sigmoid', batchNorm: false, activation: 'sigmoid' },
];

const baseline = ways[0]!.name;

function trialOf(way: Way, { data: { train }, steps }: Frame): Trial {
  const { name, batchNorm, activation = 'relu', rate = 1, accelerated = false } = way;
  const lr = baseRate * rate;
  const weightDecay = accelerated ? baseDecay * accelerations.l2 : baseDecay;
  const left = accelerated ? remainder ** accelerations.decay : remainder;
  return {
    name,
    model: () =>
      inceptionSmall({
        channels: train.shape[2],
        classes: train.classes,
        width,
        batchNorm,
        activation,
        localResponseNorm: !accelerated,
        dropout: accelerated ? 0 : 0.4,
      }),
    optimizer: (parameters: readonly Parameter[]) =>
      sgd(decayGroups(parameters, weightDecay), { lr, momentum: 0.9 }),
    schedule: exponentialDecay({ baseLr: lr, gamma: left ** (1 / steps) }),
  };
}

export const acceleration: Experiment = {
  name: 'acceleration',
  question:
    'How many steps does batch norm save a small inception net, and the rates that it allows?',
  tests: 20,
  columns: baselineColumns,
  trials: (frame) => ways.map((way) => trialOf(way, frame)),
  measureAll: (results) => measureAgainst(results, baseline),
  remarks: (results, frame) => baselineRemarks(results, frame, baseline),
};
