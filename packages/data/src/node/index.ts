/**
 * What needs a file system; everything else is in @evenkeel/data and runs in browsers too.
 *
 * @module @evenkeel/data/node
 */
export { fileSource } from './file-source.js';
export {
  findDataset,
  findMnist,
  loadDataset,
  loadMnist,
  type DatasetPair,
} from './load-dataset.js';
export type { Found, Places } from './places.js';
