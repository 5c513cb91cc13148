// The options of the training loop and what they come to.
import type { Batch } from '@evenkeel/data';
import type { Schedule } from '@evenkeel/optim';
import type { Run } from '../checkpoint/run-state.js';
import type { CheckpointSink } from '../checkpoint/sink.js';
import type { Loss } from '../evaluate.js';
import type { Callback } from './callback.js';
import type { TrainEvent } from './events.js';

export interface FitOptions extends Omit<Run, 'model'> {
  /** `crossEntropy` unless given. */
  readonly loss?: Loss;
  /** Steps that the run will have taken at its end, those before `startStep` included. */
  readonly steps?: number;
  /** In place of `steps`: passes over the data; batches that are too few for a last step of `accumulate` are left out. */
  readonly epochs?: number;
  /** Steps taken already by the run that this one goes on from, as `resume` returns them; 0 unless given. */
  readonly startStep?: number;
  /** Learning rate of each step; that of the optimizer unless given. */
  readonly schedule?: Schedule;
  /**
   * Batches a step; 1 unless given. The step follows the gradient of the mean loss over all their examples, as one large
   * batch would give it, in the memory of a small one. Batch norm takes its statistics from each batch alone; its running
   * statistics move once a step, toward the mean over the batches.
   */
  readonly accumulate?: number;
  /** Largest norm of all gradients together, as `clipGradNorm`; no limit unless given. */
  readonly clipNorm?: number;
  /** Largest magnitude of an element of a gradient, as `clipGradValue`, before `clipNorm`; no limit unless given. */
  readonly clipValue?: number;
  /**
   * Whether forward and backward passes are recorded when shapes repeat, and replayed as kernels alone: the same bits in less
   * time. 'auto' (default): if the model is built of layers of evenkeel alone and the loss is that of `fit`. true: also for
   * modules and losses of your own, which must then do the same each time (see `recordedStep`). Steps that take several
   * batches, or that a callback looks into, are never replayed.
   */
  readonly record?: boolean | 'auto';
  /** Take part in the run, in this order; see `Callback`. */
  readonly callbacks?: readonly Callback[];
  /** Batches to try the model on, such as `loader(test, { batch: 500, shuffle: false })`. */
  readonly validation?: Iterable<Batch> | AsyncIterable<Batch>;
  /** Steps between evaluations; an epoch unless given. There is always one at the end. */
  readonly evaluateEvery?: number;
  /** Where checkpoints go, such as `await openCheckpoints(directory)`. */
  readonly checkpoints?: CheckpointSink;
  /** Steps between checkpoints; an epoch unless given. There is always one at the end, and when stopped. */
  readonly checkpointEvery?: number;
  /** More text for the checkpoints, such as how to build the model. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Told of everything that happens, after the callbacks; waited for if it gives a promise. */
  readonly onEvent?: (event: TrainEvent) => void | Promise<void>;
  /** Stops the run after the current step, with a last checkpoint. */
  readonly signal?: AbortSignal;
}

/** Whole numbers of steps that the options come to. */
export interface Plan {
  readonly start: number;
  readonly steps: number;
  readonly evaluateEvery: number;
  readonly checkpointEvery: number;
  readonly accumulate: number;
}

/** Works out the numbers of steps and refuses what makes no sense. */
export function planOf(options: FitOptions): Plan {
  const { steps, epochs, startStep = 0, data } = options;
  if ((steps === undefined) === (epochs === undefined)) {
    throw new TypeError(
      `fit: options must have either steps or epochs, got ${steps === undefined ? 'neither' : 'both'}.`,
    );
  }
  const accumulate = whole('accumulate', options.accumulate ?? 1, 1);
  const every = Math.max(1, Math.floor(data.length / accumulate));
  return {
    accumulate,
    start: whole('startStep', startStep, 0),
    steps:
      steps === undefined
        ? Math.floor((whole('epochs', epochs!, 0) * data.length) / accumulate)
        : whole('steps', steps, 0),
    evaluateEvery: whole('evaluateEvery', options.evaluateEvery ?? every, 1),
    checkpointEvery: whole('checkpointEvery', options.checkpointEvery ?? every, 1),
  };
}

function whole(name: string, value: number, least: number): number {
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new RangeError(`fit: ${name} must be a whole number from ${least} on, got ${value}.`);
}
