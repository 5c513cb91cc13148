// The one place where the page chooses what computes.
import { setBackend } from '@evenkeel/tensor';
import { createWasmBackend, loadWasm } from '@evenkeel/wasm';

/**
 * Starts the back end and gives its name.
 *
 * @throws Error  in words for the page: the kernels cannot be fetched, or the browser lacks what they need
 */
export async function startBackend(): Promise<string> {
  try {
    await loadWasm();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`The kernels could not be loaded (${why}).`, { cause: error });
  }
  const backend = createWasmBackend();
  setBackend(backend);
  return backend.name;
}
