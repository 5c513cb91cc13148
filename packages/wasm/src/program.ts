// Instances of the two modules, each with memory of its own.
import type { ModuleExports, SharingExports, SharingImports } from './exports.js';
import { Helpers, type StartHelper } from './helpers.js';
import { createMemory, MemoryViews } from './memory.js';

/** The threads of an instance. */
export interface Threads {
  /** How many kernels may use. */
  count(): number;
  /** False if it is no number from 1 to 1024. */
  set(count: number): boolean;
  /** Why there is one only, or null. */
  alone(): string | null;
  /** Starts all of them. */
  start(): Promise<void>;
  /** Ends all but the calling one. */
  close(): void;
}

export interface Program {
  readonly exports: ModuleExports;
  readonly views: MemoryViews;
  /** Most pages that its memory can have. */
  readonly pages: number;
  readonly threads: Threads;
}

/** Of an integer: as the kernels check it. */
const isThreadCount = (count: number): boolean => count >= 1 && count <= 1024;

/** A program on one thread, for the reason given. */
export function aloneProgram(
  module: WebAssembly.Module,
  mostPages: number,
  reason: string,
): Program {
  const { memory, pages } = createMemory(mostPages, false);
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const threads: Threads = {
    count: () => 1,
    set: isThreadCount,
    alone: () => reason,
    start: async () => {},
    close: () => {},
  };
  return {
    exports: exports as unknown as ModuleExports,
    views: new MemoryViews(memory),
    pages,
    threads,
  };
}

/** A program that has helpers, which share its memory. */
export function sharingProgram(
  module: WebAssembly.Module,
  mostPages: number,
  startHelper: StartHelper,
): Program {
  const { memory, pages } = createMemory(mostPages, true);
  const helpers = new Helpers({ module, memory, startHelper, end: () => exports.setThreads(1) });
  const imports: SharingImports = {
    memory,
    now: () => performance.now(),
    startHelper: (member, own) => helpers.start(member, own),
  };
  const instance = new WebAssembly.Instance(module, { env: imports });
  const exports = instance.exports as unknown as SharingExports;
  if (!maySleep()) exports.callerMustNotSleep();
  const threads: Threads = {
    count: () => exports.threads(),
    set: (count) =>
      helpers.reason === null ? exports.setThreads(count) !== 0 : isThreadCount(count),
    alone: () => helpers.reason,
    start() {
      exports.setThreads(exports.callHelpers(exports.threads()));
      return helpers.begun();
    },
    close: () => helpers.close(),
  };
  return { exports, views: new MemoryViews(memory), pages, threads };
}

/** Whether this thread may be put to sleep: that of a page may not. */
function maySleep(): boolean {
  try {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 1);
    return true;
  } catch {
    return false;
  }
}
