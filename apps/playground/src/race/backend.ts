// The one place where the page chooses what computes.
import { setBackend } from '@evenkeel/tensor';
import { createWasmBackend, loadWasm } from '@evenkeel/wasm';

/**
 * Starts the back end and says what it is: its name, and how many threads it may use. Those besides the worker's own start
 * with the first loop that is long enough for them.
 *
 * @throws Error  in words for the page: the kernels cannot be fetched, or the browser lacks what they need
 */
export async function startBackend(): Promise<string> {
  try {
    await loadWasm();
  } catch (error) {
    throw new Error(`The kernels could not be loaded (${reason(error)}).`, { cause: error });
  }
  const backend = createWasmBackend();
  setBackend(backend);
  const threads = backend.threads();
  return `${backend.name} back end, ${threads === 1 ? '1 thread' : `${threads} threads`}`;
}

/** What the browser itself says, where it does: an address means nothing to who looks at the page. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : reason(error.cause);
}
