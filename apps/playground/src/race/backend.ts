// The one place where the page chooses what computes.
import { setBackend } from '@evenkeel/tensor';
import { createWasmBackend, loadWasm } from '@evenkeel/wasm';

/**
 * Starts the back end and gives its name.
 *
 * @throws KernelError  the kernels cannot be fetched, or the browser lacks what they need
 */
export async function startBackend(): Promise<string> {
  await loadWasm();
  const backend = createWasmBackend();
  setBackend(backend);
  return backend.name;
}
