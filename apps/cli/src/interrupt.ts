// Ctrl-C and SIGTERM: the first asks the run to stop and save, the second ends the program at once.
import { exitCode } from './errors.js';

export interface Interrupt {
  readonly signal: AbortSignal;
  /** Stops listening; the process gets its usual behaviour back. */
  release(): void;
}

/** Listens for signals; `onFirst` tells the user that the run is about to stop. */
export function listenForInterrupt(onFirst: () => void): Interrupt {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(exitCode.interrupted);
    controller.abort();
    onFirst();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return {
    signal: controller.signal,
    release() {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
    },
  };
}
