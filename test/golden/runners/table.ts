// The runner of each op. A family is a file; an op that has none is listed as not covered by the suite.
import type { Runner } from '../run.js';
import { activationRunners } from './activations.js';
import { initRunners } from './init.js';
import { linearRunners } from './linear.js';
import { lossRunners } from './losses.js';
import { netRunners } from './nets.js';
import { normalizationRunners } from './normalization.js';
import { optimizerRunners } from './optimizers.js';
import { poolingRunners } from './pooling.js';
import { recurrentRunners } from './recurrent.js';
import { scheduleRunners } from './schedules.js';
import { selectionRunners } from './selection.js';
import { tensorRunners } from './tensor.js';

const opRunners: Readonly<Record<string, Runner>> = {
  ...activationRunners,
  ...initRunners,
  ...linearRunners,
  ...lossRunners,
  ...normalizationRunners,
  ...optimizerRunners,
  ...poolingRunners,
  ...recurrentRunners,
  ...scheduleRunners,
  ...selectionRunners,
  ...tensorRunners,
};

export const runners: Readonly<Record<string, Runner>> = { ...opRunners, ...netRunners(opRunners) };
