// Helpers in Node: worker threads.
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { mostByDefault, type Host } from './backend.js';

/** Node reads no TypeScript, so it is the built file also where the sources are in use. */
const helperFile = new URL('../dist/helper-node.js', import.meta.url);

/** As the native back end reads them. */
function threadsOf(variable: string): number | null {
  const count = Number.parseInt(process.env[variable] ?? '', 10);
  return count >= 1 && count <= 1024 ? count : null;
}

export const nodeHost: Host = {
  alone: () => null,
  defaultThreads: () =>
    threadsOf('EVENKEEL_THREADS') ??
    threadsOf('OMP_NUM_THREADS') ??
    Math.min(availableParallelism(), mostByDefault),
  startHelper(task, { begun, failed }) {
    // Nothing of the program's options is for helpers: loaders would only make them start late.
    const worker = new Worker(helperFile, { workerData: task, execArgv: [], env: {} });
    worker.once('message', () => {
      worker.unref();
      begun();
    });
    worker.on('error', (error: Error) => failed(error.message));
    worker.once('exit', (code) => {
      if (code !== 0) failed(`it ended with code ${code}`);
    });
    return () => void worker.terminate();
  },
};
