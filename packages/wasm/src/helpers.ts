// The helpers of one back end, as far as its thread has to do with them.
import type { SharingExports } from './exports.js';
import type { HelperTask } from './helper.js';

/** What is told of a helper that was started: one of both, if anything. */
export interface HelperEvents {
  readonly begun: () => void;
  readonly failed: (reason: string) => void;
}

/** Starts a worker that runs `serve` of helper.ts, and gives what ends it. It keeps no process alive once it has begun. */
export type StartHelper = (task: HelperTask, events: HelperEvents) => () => void;

/** Apart from the back end, since running workers keep it from the garbage collector. */
class Crew {
  reason: string | null = null;
  /** Of each helper that was started: when it runs, or none does. */
  readonly begun: Promise<void>[] = [];
  readonly #settle: (() => void)[] = [];
  readonly #stops: (() => void)[] = [];

  start(startHelper: StartHelper, task: HelperTask): void {
    const failed = (reason: string): void => this.end(`a helper failed: ${reason}`);
    const helper = new Promise<void>((begun) => {
      this.#settle.push(begun);
      try {
        this.#stops.push(startHelper(task, { begun, failed }));
      } catch (error) {
        failed(error instanceof Error ? error.message : String(error));
      }
    });
    this.begun.push(helper);
  }

  /** Never called while a loop runs, so that none waits for a helper. */
  end(reason: string): void {
    this.reason ??= reason;
    for (const stop of this.#stops.splice(0)) stop();
    for (const settle of this.#settle.splice(0)) settle();
  }
}

const forgotten = new FinalizationRegistry<Crew>((crew) => crew.end('the back end is gone'));

export interface HelpersSetup {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly startHelper: StartHelper;
}

export class Helpers {
  readonly #setup: HelpersSetup;
  readonly #crew = new Crew();

  constructor(setup: HelpersSetup) {
    this.#setup = setup;
    forgotten.register(this, this.#crew);
  }

  /** Why there are none, or null. */
  get reason(): string | null {
    return this.#crew.reason;
  }

  /** Starts helpers until there are so many, unless that failed before. */
  start(program: SharingExports, count: number): void {
    const { module, memory, startHelper } = this.#setup;
    const crew = this.#crew;
    while (crew.reason === null && crew.begun.length < count) {
      const own = program.helperMemory();
      const task = { module, memory, member: crew.begun.length + 1, own };
      if (own === 0) crew.end('there is no memory for its stack');
      else crew.start(startHelper, task);
    }
  }

  /** When all that were started run, or none does. */
  async begun(): Promise<void> {
    await Promise.all(this.#crew.begun);
  }

  close(): void {
    this.#crew.end('the back end was closed');
  }
}
