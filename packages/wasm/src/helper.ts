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
}

/**
 * Helps until the worker is ended from outside.
 *
 * @param begin  called once, when it is about to
 */
export function serve({ module, memory, member, own }: HelperTask, begin: () => void): void {
  const imports: SharingImports = { memory, now: () => performance.now(), startHelpers: () => {} };
  const { exports } = new WebAssembly.Instance(module, { env: imports });
  const program = exports as unknown as SharingExports;
  const stackEnd = own + program.helperStack();
  program.__stack_pointer.value = stackEnd;
  program.__wasm_init_tls(stackEnd);
  begin();
  try {
    program.serve(member);
  } catch (error) {
    program.helperFailed();
    throw error;
  }
}
