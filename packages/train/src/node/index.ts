/**
 * What needs a file system; everything else is in @evenkeel/train and runs in browsers too.
 *
 * @module @evenkeel/train/node
 */
export {
  openCheckpoints,
  type CheckpointDirectory,
  type CheckpointDirectoryOptions,
} from './checkpoint-directory.js';
export { latestCheckpoint, type FoundCheckpoint, type ReadOptions } from './checkpoint-files.js';
export {
  DirectoryInUseError,
  lockDirectory,
  type DirectoryLock,
  type LockOptions,
} from '@evenkeel/data/node';
export type { CheckpointManifest } from './manifest.js';
export { readSafetensors, writeSafetensors } from './safetensors-file.js';
export { FileWriteError, writeFileWhole } from './write-file.js';
export { fitInWorker, type FitInWorkerOptions } from './fit-in-worker.js';
export { serveFit } from './serve-fit.js';
export { WorkerDiedError, type WorkerFitResult, type WorkerRunOptions } from '../worker/outcome.js';
export type { BuildRun, InputOf, ServedRun } from '../worker/serve-run.js';
