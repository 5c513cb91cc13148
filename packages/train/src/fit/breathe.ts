// Lets timers, signals and messages be served while a long loop runs.

/** Milliseconds of work after which the event loop gets its turn: a 60 Hz display loses one frame at most. */
const longest = 15;

declare const setImmediate: ((callback: () => void) => unknown) | undefined;

/** What browsers have in its place: a message to itself. Their timers wait 4 ms, a quarter of the time between two turns. */
interface MessageChannelLike {
  readonly port1: { onmessage: (() => void) | null };
  readonly port2: { postMessage(message: null): void };
}
declare const MessageChannel: new () => MessageChannelLike;

/** Asked after each step; waits for the event loop when it has not had a turn for a while. */
export class Breather {
  #last = performance.now();
  #channel: MessageChannelLike | null = null;

  /** Whether it is time for `breathe`. */
  get due(): boolean {
    return performance.now() - this.#last > longest;
  }

  /** Waits until everything that was pending has been served once. */
  async breathe(): Promise<void> {
    await new Promise<void>((resolve) => {
      if (typeof setImmediate === 'function') setImmediate(resolve);
      else this.#messageToItself(resolve);
    });
    this.#last = performance.now();
  }

  #messageToItself(resolve: () => void): void {
    this.#channel ??= new MessageChannel();
    this.#channel.port1.onmessage = resolve;
    this.#channel.port2.postMessage(null);
  }
}
