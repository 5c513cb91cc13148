/**
 * What evenkeel adds to the packages that it re-exports: the choice of back end, instruction set and threads.
 *
 * @module evenkeel
 */
export type { BackendSettings } from './candidate.js';
export { readEnvironment, type BackendName, type EnvironmentSettings } from './environment.js';
export {
  activeBackend,
  backends,
  setDebugLevel,
  setThreads,
  useBackend,
  type BackendInfo,
  type BackendReport,
} from './runtime.js';
