// The experiments by their names.
import { depth } from './depth.js';
import { dyingRelu } from './dying.js';
import type { Experiment } from './experiment.js';
import { inputNoise } from './input-noise.js';
import { normalizations, placement, smallBatches } from './normalizing.js';
import { optimizers, schedules } from './optimizing.js';
import { recurrent } from './recurrent.js';
import { weightScales } from './weights.js';

export const experiments: readonly Experiment[] = [
  placement,
  smallBatches,
  normalizations,
  optimizers,
  schedules,
  recurrent,
  weightScales,
  depth,
  dyingRelu,
  inputNoise,
];
