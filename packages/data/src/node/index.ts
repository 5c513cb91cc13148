/**
 * What needs a file system; everything else is in @evenkeel/data and runs in browsers too.
 *
 * @module @evenkeel/data/node
 */
export type { CsvFormat } from './csv/csv-rows.js';
export { csvSource, type CsvOptions, type CsvSource } from './csv/csv-source.js';
export { DownloadError } from './download/download-error.js';
export type { DownloadEvent } from './download/events.js';
export { getDataset, type GetDatasetOptions } from './download/get-dataset.js';
export {
  DirectoryInUseError,
  lockDirectory,
  type DirectoryLock,
  type LockOptions,
} from './lock/directory-lock.js';
export { isRunning } from './lock/process-life.js';
export { FileReadError, withFile, withReadErrors, type ReadSite } from './file-read.js';
export { fileSource } from './file-source.js';
export {
  findDataset,
  findMnist,
  loadDataset,
  loadMnist,
  type DatasetPair,
} from './load-dataset.js';
export type { Found, Places } from './places.js';
