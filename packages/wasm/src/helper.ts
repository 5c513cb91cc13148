// What a helper does: a worker that takes pieces of the loops of one back end, by an instance of its kernels in their memory.
import type { SharingExports, SharingImports } from './exports.js';

/** What a helper is given. */
export interface HelperTask {
  /** The one with threads. */
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** From 1 on. */
  readonly member: number;
  /** Address of memory for itself. */
  readonly own: number;
  /** Milliseconds without a loop after which it ends; the next loop calls another. */
  readonly patience: number;
}

/**
 * Helps until there is nothing to do.
 *
 * @param begin  called once, when it is about to
 */
export function serve(task: HelperTask, begin: () => void): void {
  const { module, memory, member, own, patience } = task;
  const imports: SharingImports = { memory, now: () => performance.now(), startHelper: () => {} };
  const { exports } = new WebAssembly.Instance(module, { env: imports });
  const program = exports as unknown as SharingExports;
  const stackEnd = own + program.helperStack();
  program.__stack_pointer.value = stackEnd;
  program.__wasm_init_tls(stackEnd);
  begin();
  try {
    program.serve(member, patience);
  } catch (error) {
    program.helperFailed(member);
    throw error;
  }
  program.helperLeft(member);
}
