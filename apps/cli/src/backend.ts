// The back end of a run, chosen before its data are read.
import { activeBackend, type BackendInfo } from 'evenkeel';
import { oneLine, UsageError } from './errors.js';

/**
 * Picks the back end that the environment asks for, else the fastest that loads.
 *
 * @throws UsageError  an environment variable has a value that is not allowed, or names what does not load
 */
export function startBackend(): BackendInfo {
  try {
    return activeBackend();
  } catch (error) {
    throw new UsageError(oneLine(error instanceof Error ? error.message : String(error)));
  }
}
