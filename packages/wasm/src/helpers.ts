// The helpers of one back end, as far as its thread has to do with them.
import type { HelperTask } from './helper.js';

/** What is told of a helper that was started: one of both, if anything. */
export interface HelperEvents {
  readonly begun: () => void;
  readonly failed: (reason: string) => void;
}

/** Starts a worker that runs `serve` of helper.ts, and gives what ends it. It keeps no process alive once it has begun. */
export type StartHelper = (task: HelperTask, events: HelperEvents) => () => void;

/** Milliseconds that a helper waits for the next loop: those of a training step come at once, so this is between runs. */
const patience = 2000;

export interface HelpersSetup {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly startHelper: StartHelper;
  /** Keeps loops from being shared with helpers that are about to end. */
  readonly end: () => void;
}

export class Helpers {
  readonly #setup: HelpersSetup;
  /** Of each helper that was started last as that member: when it runs, or none does. */
  readonly #begun = new Map<number, Promise<void>>();
  readonly #settle = new Map<number, () => void>();
  readonly #stops = new Map<number, () => void>();
  #reason: string | null = null;

  constructor(setup: HelpersSetup) {
    this.#setup = setup;
  }

  /** Why there are none, or null. */
  get reason(): string | null {
    return this.#reason;
  }

  /** Starts one, unless one failed before. */
  start(member: number, own: number): void {
    if (this.#reason !== null) return;
    const { module, memory, startHelper } = this.#setup;
    const failed = (reason: string): void => this.#end(`a helper failed: ${reason}`);
    const helper = new Promise<void>((begun) => {
      this.#settle.set(member, begun);
      try {
        const task = { module, memory, member, own, patience };
        this.#stops.set(member, startHelper(task, { begun, failed }));
      } catch (error) {
        // Later: a loop may be about to begin, and counts on those that are there.
        queueMicrotask(() => failed(error instanceof Error ? error.message : String(error)));
      }
    });
    this.#begun.set(member, helper);
  }

  /** When all that were started run, or none does. */
  async begun(): Promise<void> {
    await Promise.all(this.#begun.values());
  }

  close(): void {
    this.#end('the back end was closed');
  }

  /** Helpers end when their engine gets to it: no loop may be shared meanwhile, or it would wait for one that never leaves it. */
  #end(reason: string): void {
    this.#reason ??= reason;
    this.#setup.end();
    for (const stop of this.#stops.values()) stop();
    for (const settle of this.#settle.values()) settle();
    this.#stops.clear();
    this.#settle.clear();
  }
}
