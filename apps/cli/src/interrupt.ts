// Ctrl-C and SIGTERM: the first asks the run to stop and save, the second ends the program at once.
import { exitCode } from './errors.js';

export interface Interrupt {
  readonly signal: AbortSignal;
  /**
   * Does what comes after the result is known, such as writing a report. If a second signal ends the program meanwhile, it says
   * the last words first: what the program was run for is not lost with its report.
   */
  withLastWords<T>(words: () => void, work: () => Promise<T>): Promise<T>;
  /** Stops listening; the process gets its usual behaviour back. */
  release(): void;
}

/**
 * Milliseconds in which a second signal counts as the first: one Ctrl-C reaches the program from the terminal and
 * once more from each package manager above it.
 */
const sameKeystroke = 250;

/** Listens for signals; `onFirst` tells the user that the run is about to stop. */
export function listenForInterrupt(onFirst: () => void): Interrupt {
  const controller = new AbortController();
  let first = 0;
  let lastWords: (() => void) | null = null;
  const stop = (): void => {
    const now = performance.now();
    if (!controller.signal.aborted) {
      first = now;
      controller.abort();
      onFirst();
    } else if (now - first > sameKeystroke) {
      lastWords?.();
      process.exit(exitCode.interrupted);
    }
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return {
    signal: controller.signal,
    async withLastWords(words, work) {
      lastWords = words;
      try {
        return await work();
      } finally {
        lastWords = null;
      }
    },
    release() {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
    },
  };
}
