// Marks a module as one that trains in a worker thread of Node.
import { parentPort, workerData } from 'node:worker_threads';
import type { StopMessage } from '../worker/messages.js';
import { serveRun, type BuildRun } from '../worker/serve-run.js';

/** Key of the worker's data that says what to do. */
export const startKey = 'evenkeel.fit';

/** What `fitInWorker` gives its worker. */
export interface WorkerStart {
  readonly input: unknown;
  readonly stepInterval: number;
}

/**
 * For the module that `fitInWorker` names: builds the run and trains it, if the module was started so. Imported elsewhere, for
 * its types or its function, it does nothing.
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
  const start = startOf(workerData);
  const port = parentPort;
  if (start === null || port === null) return build;
  const onStop = (listener: () => void): void => {
    port.on('message', ({ kind }: StopMessage) => {
      if (kind === 'stop') listener();
    });
  };
  const served = serveRun(build, start.input as Input, {
    stepInterval: start.stepInterval,
    port: { post: (message, transfer = []) => port.postMessage(message, [...transfer]), onStop },
  });
  // The worker ends as soon as nothing keeps it.
  void served.finally(() => port.close());
  return build;
}

function startOf(data: unknown): WorkerStart | null {
  if (typeof data !== 'object' || data === null || !Object.hasOwn(data, startKey)) return null;
  return (data as Record<string, WorkerStart>)[startKey] ?? null;
}
