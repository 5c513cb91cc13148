// The experiments by their names.
import { acceleration } from './acceleration.js';
import { activations } from './activations.js';
import { depth } from './depth.js';
import { dropoutAndNorm } from './dropout.js';
import { dyingRelu } from './dying.js';
import { ensembles } from './ensembles.js';
import type { Experiment } from './experiment.js';
import { inputNoise } from './input-noise.js';
import { learningRates } from './learning-rates.js';
import { normalizations, placement, smallBatches } from './normalizing.js';
import { optimizers, schedules } from './optimizing.js';
import { pretraining } from './pretraining.js';
import { recurrent } from './recurrent.js';
import { statistics } from './statistics.js';
import { symmetry } from './symmetry.js';
import { weightScales } from './weights.js';

export const experiments: readonly Experiment[] = [
  placement,
  smallBatches,
  normalizations,
  optimizers,
  schedules,
  acceleration,
  learningRates,
  recurrent,
  weightScales,
  symmetry,
  depth,
  dyingRelu,
  inputNoise,
  activations,
  dropoutAndNorm,
  statistics,
  pretraining,
  ensembles,
];
