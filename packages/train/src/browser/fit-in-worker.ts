// Trains in a worker of the browser, so that the page goes on answering.
import type { ServedMessage } from '../worker/messages.js';
import { Outcome, type WorkerFitResult, type WorkerRunOptions } from '../worker/outcome.js';
import type { BuildRun, InputOf } from '../worker/serve-run.js';
import type { ReadyMessage, StartMessage } from './messages.js';

/** A `Worker` of the browser, as far as it is needed. */
export interface PageWorker {
  postMessage(message: unknown): void;
  addEventListener(kind: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(kind: 'error', listener: (event: { readonly message?: string }) => void): void;
  terminate(): void;
}

/**
 * Runs `fit` in a worker of the browser with a back end of its own: the page goes on answering. The worker ends with its run.
 *
 * @param worker  of a module that calls `serveFit`, such as
 *   `new Worker(new URL('./train-digits.js', import.meta.url), { type: 'module' })`, written so that bundlers find the module
 * @param options  input; onEvent; stepInterval = 50; signal
 * @returns  what `fit` has returned there, and the weights for `loadWeights`
 * @throws WorkerDiedError  the module could not be loaded, or threw outside of the run
 * @throws Error  of the run, with the name, message and numbers of the error there, such as NonFiniteLossError
 * @example
 * const worker = new Worker(new URL('./train-digits.js', import.meta.url), { type: 'module' });
 * const { weights } = await fitInWorker<typeof digits>(worker, { input: { epochs: 3 } });
 * loadWeights(weights, model);
 */
export async function fitInWorker<Build extends BuildRun<never>>(
  worker: PageWorker,
  options: WorkerRunOptions<InputOf<Build>>,
): Promise<WorkerFitResult> {
  const { input, stepInterval = 50, signal, onEvent } = options;
  const outcome = new Outcome(onEvent);
  const stop = (): void => worker.postMessage({ kind: 'stop' });
  worker.addEventListener('message', ({ data }) => {
    const message = data as ServedMessage | ReadyMessage;
    if (message.kind !== 'ready') {
      outcome.hear(message);
      return;
    }
    // Only now: what is sent while a module waits at its top level gets lost.
    const start: StartMessage = { kind: 'start', input, stepInterval };
    worker.postMessage(start);
    if (signal?.aborted === true) stop();
    signal?.addEventListener('abort', stop);
  });
  worker.addEventListener('error', ({ message = 'a module that could not be loaded' }) =>
    outcome.die(`"${message}"`),
  );
  try {
    return await outcome.result;
  } finally {
    signal?.removeEventListener('abort', stop);
    worker.terminate();
  }
}
