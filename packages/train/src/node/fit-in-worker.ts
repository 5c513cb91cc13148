// Trains in a worker thread, so that the thread that asked goes on answering.
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { TrainEvent } from '../fit/events.js';
import type { FitResult } from '../fit/fit.js';
import type { SafeFile } from '../safetensors/format.js';
import { errorOf, type ServedMessage } from '../worker/messages.js';
import type { BuildRun } from '../worker/serve-run.js';
import { startKey, type WorkerStart } from './serve-fit.js';

/** What the function that `serveFit` was given takes. */
export type InputOf<Build> = Build extends BuildRun<infer Input> ? Input : never;

export interface FitInWorkerOptions<Input> {
  /** Given to the function of `serveFit`; anything that can be copied: numbers, text, arrays, not functions or tensors. */
  readonly input: Input;
  /**
   * Threads of the worker's kernels. Default: EVENKEEL_THREADS or OMP_NUM_THREADS if they are set, else one less than there are
   * processors, and at least one: the thread that asked keeps a processor.
   */
  readonly threads?: number;
  /** Told of everything that happens in the run, but of steps only every `stepInterval`. */
  readonly onEvent?: (event: TrainEvent) => void;
  /** Milliseconds between two step events; 0 for every step. Default 50. The last step is always told. */
  readonly stepInterval?: number;
  /** Stops the run after the current step, with a last checkpoint. */
  readonly signal?: AbortSignal;
  /** More options of the thread, such as `resourceLimits` or `execArgv`. */
  readonly worker?: Omit<WorkerOptions, 'workerData' | 'eval'>;
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

/**
 * Runs `fit` in a worker thread with a back end of its own: this thread goes on serving timers, sockets and messages.
 *
 * The module builds model, data and optimizer in the worker, from `input`; events come back as they happen, the weights at the
 * end, handed over without a copy.
 *
 * @param module  URL of a module that calls `serveFit`, such as `new URL('./train-digits.js', import.meta.url)`
 * @param options  input; threads; onEvent; stepInterval = 50; signal; worker
 * @returns  what `fit` has returned there, and the weights for `loadWeights`
 * @throws WorkerDiedError  the worker ended before its run
 * @throws Error  of the run, with the name, message and numbers of the error there, such as NonFiniteLossError
 * @example
 * const { result, weights } = await fitInWorker<typeof digits>(
 *   new URL('./train-digits.js', import.meta.url),
 *   { input: { epochs: 3 }, onEvent: (event) => console.log(event.kind) },
 * );
 * loadWeights(weights, model);
 */
export async function fitInWorker<Build extends BuildRun<never>>(
  module: URL,
  options: FitInWorkerOptions<InputOf<Build>>,
): Promise<WorkerFitResult> {
  const { input, stepInterval = 50, signal, worker: threadOptions = {} } = options;
  const start: WorkerStart = { input, stepInterval };
  const env = { ...process.env, EVENKEEL_THREADS: threadsOf(options.threads) };
  const worker = new Worker(module, { env, ...threadOptions, workerData: { [startKey]: start } });
  const stop = (): void => worker.postMessage({ kind: 'stop' });
  if (signal?.aborted === true) stop();
  signal?.addEventListener('abort', stop);
  try {
    return await outcomeOf(worker, module, options.onEvent);
  } finally {
    signal?.removeEventListener('abort', stop);
    await worker.terminate();
  }
}

function outcomeOf(
  worker: Worker,
  module: URL,
  onEvent?: (event: TrainEvent) => void,
): Promise<WorkerFitResult> {
  let serving = false;
  let step = 0;
  return new Promise((resolve, reject) => {
    worker.on('message', (message: ServedMessage) => {
      if (message.kind === 'serving') serving = true;
      else if (message.kind === 'event') {
        ({ step } = message.event);
        try {
          onEvent?.(message.event);
        } catch (error) {
          reject(error);
        }
      } else if (message.kind === 'result') {
        const { result, weights } = message;
        resolve({ result, weights });
      } else reject(errorOf(message.error));
    });
    worker.on('error', (error: Error) =>
      reject(new WorkerDiedError(step, `"${error.message}"`, error)),
    );
    worker.on('exit', (code) => {
      if (serving) reject(new WorkerDiedError(step, `exit code ${code}`));
      else {
        const rule = 'must call serveFit when it is loaded, got a module that did not';
        reject(new Error(`fitInWorker: ${fileURLToPath(module)} ${rule}.`));
      }
    });
  });
}

function threadsOf(threads: number | undefined): string {
  if (threads !== undefined) return String(threads);
  const { EVENKEEL_THREADS: own = '', OMP_NUM_THREADS: openMp = '' } = process.env;
  if (own !== '' || openMp !== '') return own;
  return String(Math.max(1, availableParallelism() - 1));
}
