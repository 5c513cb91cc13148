// What a WebAssembly back end is told and can do. Types of the browser stay out of here, so that programs need not know them.
import type { Backend } from '@evenkeel/kernels';

export interface WasmOptions {
  /**
   * Threads that kernels may use, from 1 to 1024, where memory can be shared between them: in Node always, in browsers on pages
   * that are isolated. Default: all processors, but at most 8; in Node EVENKEEL_THREADS or else OMP_NUM_THREADS, if set.
   * Elsewhere kernels run on one thread, whatever is asked, and `describe().alone` says why.
   */
  readonly threads?: number;
  /** Most bytes that buffers and working memory may take; default 4 GiB, which is all that 32 bits address. */
  readonly memoryLimit?: number;
}

/** A back end whose kernels run on several threads: the calling one and helpers, workers that it starts when it needs them. */
export interface WasmBackend extends Backend {
  /**
   * Starts the helpers now, not with the first loop that is long enough, and waits until all of them run. Nobody has to: loops
   * wait for no helper that is still starting.
   *
   * @returns  the number of threads; 1 if helpers cannot be started, and then `describe().alone` says why
   */
  ready(): Promise<number>;
  /** Ends the helpers. What was computed stays, and kernels run on one thread from now on. Else helpers end by themselves,
   * two seconds after the last loop. */
  close(): void;
}
