// What the training loop tells those who listen.

/** A run begins; `step` steps were taken before, by a run that this one goes on from. */
export interface StartEvent {
  readonly kind: 'start';
  readonly step: number;
  readonly steps: number;
}

/** A step was taken. */
export interface StepEvent {
  readonly kind: 'step';
  /** Steps taken so far, from 1 on. */
  readonly step: number;
  /** Steps that the run will have taken at its end. */
  readonly steps: number;
  /** Epochs finished. */
  readonly epoch: number;
  /** Mean loss of the batch, before the update. */
  readonly loss: number;
  /** Learning rate of the step. */
  readonly lr: number;
  /** Examples a second over the last seconds; 0 until there is something to measure. */
  readonly samplesPerSecond: number;
  /** Seconds to the end at that rate; infinity until there is one. */
  readonly secondsLeft: number;
}

/** The model was tried on the validation data. */
export interface EvaluationEvent extends EvaluationResult {
  readonly kind: 'evaluation';
  readonly step: number;
}

/** A checkpoint is safe. */
export interface CheckpointEvent {
  readonly kind: 'checkpoint';
  readonly step: number;
  /** Where it is. */
  readonly path: string;
}

/**
 * Why a run is over: all steps were taken; a callback stopped it, such as `earlyStopping`; a signal asked it to stop; or
 * an error ended it, which `fit` then throws.
 */
export type EndReason = 'finished' | 'stopped' | 'aborted' | 'failed';

/** The run is over. */
export interface EndEvent {
  readonly kind: 'end';
  readonly step: number;
  readonly reason: EndReason;
  /** What the callback that stopped it, or the error, says; null otherwise. */
  readonly why: string | null;
}

export type TrainEvent = StartEvent | StepEvent | EvaluationEvent | CheckpointEvent | EndEvent;

/** How good a model is on some data. */
export interface EvaluationResult {
  /** Share of right answers, from 0 to 1; NaN where y are no classes, which a loss of your own may take. */
  readonly accuracy: number;
  /** Mean over the examples. */
  readonly loss: number;
  /** Examples. */
  readonly count: number;
}
