/**
 * Optimizers, schedules and clipping.
 *
 * @module @evenkeel/optim
 */
export { adadelta, type AdadeltaSettings } from './adadelta.js';
export { adagrad, type AdagradSettings } from './adagrad.js';
export { adam, adamW, type AdamSettings } from './adam.js';
export { adamax, type AdamaxSettings } from './adamax.js';
export {
  averageWeights,
  WeightAverage,
  type AverageOptions,
  type AverageState,
} from './average-weights.js';
export { clipGradNorm, clipGradValue } from './clip.js';
export { Optimizer, type BaseSettings } from './core/optimizer.js';
export type { OptimizerState } from './core/optimizer-state.js';
export type { Group, Parameters } from './core/slot.js';
export { decayGroups } from './decay-groups.js';
export { eve, type EveSettings } from './eve.js';
export { lamb, type LambSettings } from './lamb.js';
export { lion, type LionSettings } from './lion.js';
export { muon, type MuonSettings } from './muon.js';
export { nAdam, type NAdamSettings } from './nadam.js';
export { rAdam, type RAdamSettings } from './radam.js';
export { rmsProp, type RmsPropSettings } from './rms-prop.js';
export { constantRate } from './schedules/constant.js';
export {
  cosineAnnealing,
  cosineWarmRestarts,
  type CosineScheduleOptions,
} from './schedules/cosine.js';
export { cyclicRate, type CyclicOptions } from './schedules/cyclic.js';
export { oneCycle, type OneCycleOptions } from './schedules/one-cycle.js';
export {
  reduceOnPlateau,
  type PlateauOptions,
  type PlateauSchedule,
  type PlateauState,
} from './schedules/plateau.js';
export { linearRamp, polynomialDecay } from './schedules/ramp.js';
export type { Schedule } from './schedules/schedule.js';
export { scheduleSequence, type SchedulePart } from './schedules/sequence.js';
export { exponentialDecay, multiStepDecay, stepDecay } from './schedules/step-decay.js';
export { warmup } from './schedules/warmup.js';
export { sgd, type SgdSettings } from './sgd.js';
