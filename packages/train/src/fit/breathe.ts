// Lets timers, signals and messages be served while a long loop runs.

/** Milliseconds of work after which the event loop gets its turn: a 60 Hz display loses one frame at most. */
const longest = 15;

declare const setImmediate: ((callback: () => void) => unknown) | undefined;

/** Asked after each step; waits for the event loop when it has not had a turn for a while. */
export class Breather {
  #last = performance.now();

  /** Whether it is time for `breathe`. */
  get due(): boolean {
    return performance.now() - this.#last > longest;
  }

  /** Waits until everything that was pending has been served once. */
  async breathe(): Promise<void> {
    await new Promise<void>((resolve) => {
      if (typeof setImmediate === 'function') setImmediate(resolve);
      else setTimeout(resolve, 0);
    });
    this.#last = performance.now();
  }
}
