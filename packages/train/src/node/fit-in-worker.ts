// Trains in a worker thread, so that the thread that asked goes on answering.
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { TrainEvent } from '../fit/events.js';
import type { ServedMessage } from '../worker/messages.js';
import { Outcome, type WorkerFitResult, type WorkerRunOptions } from '../worker/outcome.js';
import type { BuildRun, InputOf } from '../worker/serve-run.js';
import { startKey, type WorkerStart } from './serve-fit.js';

export interface FitInWorkerOptions<Input> extends WorkerRunOptions<Input> {
  /**
   * Threads of the worker's kernels. Default: EVENKEEL_THREADS or OMP_NUM_THREADS if they are set, else one less than there are
   * processors, and at least one: the thread that asked keeps a processor.
   */
  readonly threads?: number;
  /** More options of the thread, such as `resourceLimits` or `execArgv`. */
  readonly worker?: Omit<WorkerOptions, 'workerData' | 'eval'>;
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
  const outcome = new Outcome(onEvent);
  worker.on('message', (message: ServedMessage) => outcome.hear(message));
  // An error may overtake what the worker said before it; at its exit all of that has been heard.
  let broken: Error | null = null;
  worker.on('error', (error: Error) => (broken = error));
  worker.on('exit', (code) => {
    if (broken !== null) outcome.die(`"${broken.message}"`, broken);
    else if (outcome.serving) outcome.die(`exit code ${code}`);
    else {
      const rule = 'must call serveFit when it is loaded, got a module that did not';
      outcome.fail(new Error(`fitInWorker: ${fileURLToPath(module)} ${rule}.`));
    }
  });
  return outcome.result;
}

function threadsOf(threads: number | undefined): string {
  if (threads !== undefined) return String(threads);
  const { EVENKEEL_THREADS: own = '', OMP_NUM_THREADS: openMp = '' } = process.env;
  if (own !== '' || openMp !== '') return own;
  return String(Math.max(1, availableParallelism() - 1));
}
