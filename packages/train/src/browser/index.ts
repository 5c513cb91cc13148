/**
 * Training in a worker of the browser; everything else that browsers need is in @evenkeel/train.
 *
 * @module @evenkeel/train/browser
 */
export type { BuildRun, InputOf, ServedRun } from '../worker/serve-run.js';
export { WorkerDiedError, type WorkerFitResult, type WorkerRunOptions } from '../worker/outcome.js';
export { fitInWorker, type PageWorker } from './fit-in-worker.js';
export { serveFit } from './serve-fit.js';
