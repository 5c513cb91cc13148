// Which back end new tensors live on. This package never chooses one: the package `evenkeel` or the program does.
import type { Backend } from '@evenkeel/kernels';

let active: Backend | null = null;
let provider: (() => Backend) | null = null;

/**
 * Makes `chosen` the back end of tensors created from now on. Ops run where their inputs live.
 *
 * @param chosen  a complete back end, such as the reference one of `@evenkeel/kernels`
 * @example
 * setBackend(createReferenceBackend({ precision: 'float64' }));
 */
export function setBackend(chosen: Backend): void {
  active = chosen;
}

/**
 * Registers the function that picks a back end when the first tensor is made and none was set.
 * The package `evenkeel` registers the fastest one that loads.
 *
 * @param choose  called once, when a back end is needed
 * @example
 * setBackendProvider(() => createReferenceBackend({ precision: 'float32' }));
 */
export function setBackendProvider(choose: () => Backend): void {
  provider = choose;
}

/**
 * The back end of new tensors.
 *
 * @returns  the back end in use
 * @throws Error  if none was set and no provider was registered
 * @example
 * backend().describe();
 */
export function backend(): Backend {
  if (active !== null) return active;
  if (provider === null) {
    throw new Error(
      'backend: a back end must be set before the first tensor is made, got none. ' +
        "Import from 'evenkeel', which picks the fastest, or call setBackend().",
    );
  }
  active = provider();
  return active;
}
