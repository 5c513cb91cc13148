// Marks a module as one that trains in a worker of the browser.
import type { ServedMessage, StopMessage } from '../worker/messages.js';
import { serveRun, type BuildRun } from '../worker/serve-run.js';
import type { ReadyMessage, StartMessage } from './messages.js';

/** The global object of a worker, as far as it is needed. */
interface WorkerScope {
  readonly WorkerGlobalScope?: unknown;
  postMessage(message: ServedMessage | ReadyMessage, transfer?: readonly ArrayBuffer[]): void;
  addEventListener(kind: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

/**
 * For the module of a worker that `fitInWorker` is given: builds the run and trains it, once the page asks for it. In a page,
 * imported for its types or its function, it does nothing.
 *
 * @param build  gives model, data, optimizer and everything else that `fit` takes, from the input that `fitInWorker` was given
 * @returns  `build`, for its type
 * @example
 * // train-digits.ts
 * export const digits = serveFit(({ epochs }: { epochs: number }) => {
 *   const model = lenet();
 *   const data = loader(drawDigits({ count: 6000 }), { batch: 60 });
 *   return { model, data, optimizer: sgd(model.parameters(), { lr: 0.05 }), epochs };
 * });
 */
export function serveFit<Input>(build: BuildRun<Input>): BuildRun<Input> {
  const scope = globalThis as unknown as WorkerScope;
  if (scope.WorkerGlobalScope === undefined) return build;
  let stop = (): void => undefined;
  let started = false;
  scope.addEventListener('message', ({ data }) => {
    const message = data as StartMessage | StopMessage | null;
    if (message?.kind === 'stop') stop();
    if (message?.kind !== 'start' || started) return;
    started = true;
    void serveRun(build, message.input as Input, {
      stepInterval: message.stepInterval,
      port: {
        post: (answer, transfer = []) => scope.postMessage(answer, transfer),
        onStop: (listener) => (stop = listener),
      },
    });
  });
  scope.postMessage({ kind: 'ready' });
  return build;
}
