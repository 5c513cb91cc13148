// What takes part in a run without being the loop: callbacks, what they see of the run, and the order they are called in.
import type { Batch } from '@evenkeel/data';
import type { StateDict } from '@evenkeel/layers';
import type { Optimizer } from '@evenkeel/optim';
import type { Model } from '../evaluate.js';
import type { BatchSource } from './batch-source.js';
import type {
  CheckpointEvent,
  EndEvent,
  EvaluationEvent,
  StartEvent,
  StepEvent,
} from './events.js';

/** What callbacks see of a run. */
export interface TrainingRun {
  readonly model: Model;
  readonly optimizer: Optimizer;
  readonly data: BatchSource;
  /** Steps taken so far, those before `startStep` included. */
  readonly step: number;
  /** Steps that the run will have taken at its end, unless it is stopped. */
  readonly steps: number;
  /** Loss of the last forward pass; null before the first. */
  readonly loss: number | null;
  /** Batches of the step under way, for `onStepStart`, `onGradients` and `onUpdate`; empty between steps. */
  readonly batches: readonly Batch[];
  /**
   * Ends the run after this step, with a last checkpoint and the reason 'stopped'.
   *
   * @param why  for people, such as 'no progress in 5 evaluations'
   */
  readonly stop: (why: string) => void;
}

/** What a callback remembers, for checkpoints. */
export interface CallbackState {
  /** Fit for JSON. */
  readonly values: Readonly<Record<string, number | string | boolean | null>>;
  readonly tensors?: StateDict;
}

/**
 * Takes part in a run of `fit`. All methods may be left out.
 *
 * Order: in each moment the callbacks in the order of the list, then `onEvent`. A step is: batches; `onStepStart`; forward
 * pass; the loss is checked; gradients of the step before are freed; backward pass; `onGradients`; clipping; learning rate;
 * update; `onUpdate`; what was made in the step is freed; `onStep`. Then, where due, evaluation with `onEvaluation` and a
 * checkpoint with `onCheckpoint`, which holds what callbacks remember after that.
 *
 * `onStepStart`, `onGradients` and `onUpdate` are synchronous, run in the scope of the step, and are called in the steps
 * that `observes` asks for. Such a step is never replayed from a recording, so that layers can be listened to.
 *
 * @example
 * const norms = [];
 * const watch = {
 *   observes: (step) => step % 2 === 0,
 *   onGradients: ({ model }) => norms.push(model.parameters().length),
 * };
 */
export interface Callback {
  /** Key of its state in checkpoints; needed by those that have one. */
  readonly name?: string;
  /** Whether it does nothing without evaluations, so that `fit` refuses to run without `validation`. Default false. */
  readonly needsValidation?: boolean;
  /** Before the first step; what a checkpoint held has been restored. */
  onStart?(event: StartEvent, run: TrainingRun): void | Promise<void>;
  /** Whether the callback takes part in the inside of a step, counted from 1. Default: in every one. */
  observes?(step: number): boolean;
  /** Before the forward pass. */
  onStepStart?(run: TrainingRun): void;
  /** Gradients are in `parameter.grad`, not clipped yet. */
  onGradients?(run: TrainingRun): void;
  /** Parameters have moved; `parameter.grad` is what moved them, clipped. */
  onUpdate?(run: TrainingRun): void;
  /** A step was taken. */
  onStep?(event: StepEvent, run: TrainingRun): void | Promise<void>;
  onEvaluation?(event: EvaluationEvent, run: TrainingRun): void | Promise<void>;
  onCheckpoint?(event: CheckpointEvent, run: TrainingRun): void | Promise<void>;
  /** The run is over. Also called, with the reason 'failed', if it ends by an error. */
  onEnd?(event: EndEvent, run: TrainingRun): void | Promise<void>;
  /** What the next steps depend on. */
  state?(): CallbackState;
  /** Goes on from what `state()` gave. */
  restore?(state: CallbackState): void;
}

const insides = ['onStepStart', 'onGradients', 'onUpdate'] as const;

/** Whether a callback looks into a step, counted from 1. */
export function looksInto(callback: Callback, step: number): boolean {
  const looks = insides.some((method) => callback[method] !== undefined);
  return looks && callback.observes?.(step) !== false;
}

/** Those with a state, by name. */
export function statefulCallbacks(callbacks: readonly Callback[]): Map<string, Required<Stateful>> {
  const found = new Map<string, Required<Stateful>>();
  for (const callback of callbacks) {
    if (callback.state === undefined) continue;
    const { name } = callback;
    if (name === undefined || callback.restore === undefined || found.has(name)) {
      const received =
        name === undefined ? 'none' : found.has(name) ? `'${name}' twice` : 'state()';
      throw new TypeError(
        `fit: callbacks that have a state must have a name of their own and restore(), got ${received}.`,
      );
    }
    found.set(name, callback as Required<Stateful>);
  }
  return found;
}

type Stateful = Pick<Callback, 'name' | 'state' | 'restore'>;
