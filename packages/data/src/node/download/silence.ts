// Notices that nothing comes any more.

/** Aborts its signal once nothing was heard for a while in which somebody listened. */
export class Silence implements Disposable {
  readonly #milliseconds: number;
  readonly #controller = new AbortController();
  #timer: NodeJS.Timeout;
  #heard = true;

  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds;
    this.#timer = this.#start();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Something has come. */
  break(): void {
    this.#heard = true;
    this.#timer.refresh();
  }

  /** Waits for work of one's own, such as writing to a slow disk, during which nothing is listened to. */
  async pauseFor(work: Promise<void>): Promise<void> {
    clearTimeout(this.#timer);
    await work;
    this.#timer = this.#start();
  }

  [Symbol.dispose](): void {
    this.#heard = true;
    clearTimeout(this.#timer);
  }

  #start(): NodeJS.Timeout {
    return setTimeout(() => {
      this.#heard = false;
      // What came while this thread was busy with something else is heard in this turn of the event loop, after its timers.
      setImmediate(() => {
        if (!this.#heard) {
          this.#controller.abort(new Error(`nothing came for ${this.#milliseconds / 1000} s`));
        }
      });
    }, this.#milliseconds);
  }
}
