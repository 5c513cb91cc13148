// The side that waits for a worker: hears what happens there until the run is over, however it ends.
import type { TrainEvent } from '../fit/events.js';
import type { FitResult } from '../fit/fit.js';
import type { SafeFile } from '../safetensors/format.js';
import { errorOf, type ServedMessage } from './messages.js';

/** What is asked of a run in any kind of worker. */
export interface WorkerRunOptions<Input> {
  /** Given to the function of `serveFit`; anything that can be copied: numbers, text, arrays, not functions or tensors. */
  readonly input: Input;
  /** Told of everything that happens in the run, but of steps only every `stepInterval`. */
  readonly onEvent?: (event: TrainEvent) => void;
  /** Milliseconds between two step events; 0 for every step. Default 50. The last step is always told. */
  readonly stepInterval?: number;
  /** Stops the run after the current step, with a last checkpoint. */
  readonly signal?: AbortSignal;
}

/** What came of a run in a worker. */
export interface WorkerFitResult {
  readonly result: FitResult;
  /** For `loadWeights(weights, model)` or `writeSafetensors(path, weights)`. */
  readonly weights: SafeFile;
}

/**
 * The worker ended before its run did: it was ended from inside, ran out of memory, or threw outside of the run.
 *
 * @example
 * await fitInWorker(module, { input }).catch((error) => error.step); // 41
 */
export class WorkerDiedError extends Error {
  /** The last step that was heard of; 0 if none was. */
  readonly step: number;

  constructor(step: number, received: string, cause?: unknown) {
    super(
      `fitInWorker: the worker must live until its run ends, got ${received} after step ${step}. ` +
        'What its checkpoints hold is safe: start it again to go on from there.',
      { cause },
    );
    this.name = 'WorkerDiedError';
    this.step = step;
  }
}

/** What becomes of a run, by what is heard of it. */
export class Outcome {
  readonly result: Promise<WorkerFitResult>;
  readonly #onEvent: ((event: TrainEvent) => void) | undefined;
  #resolve!: (result: WorkerFitResult) => void;
  #reject!: (error: unknown) => void;
  #step = 0;
  #over = false;
  /** Whether the worker has begun to build the run. */
  serving = false;

  constructor(onEvent?: (event: TrainEvent) => void) {
    this.#onEvent = onEvent;
    this.result = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** Takes a message of the worker; of no account once the run is over. */
  hear(message: ServedMessage): void {
    if (this.#over) return;
    switch (message.kind) {
      case 'serving':
        this.serving = true;
        break;
      case 'event':
        this.#step = message.event.step;
        try {
          this.#onEvent?.(message.event);
        } catch (error) {
          this.fail(error);
        }
        break;
      case 'result':
        this.#over = true;
        this.#resolve({ result: message.result, weights: message.weights });
        break;
      case 'error':
        this.fail(errorOf(message.error));
    }
  }

  /** The worker is no more; of no account once the run is over. */
  die(received: string, cause?: unknown): void {
    this.fail(new WorkerDiedError(this.#step, received, cause));
  }

  fail(error: unknown): void {
    this.#over = true;
    this.#reject(error);
  }
}
