// Having all threads of the WebAssembly back end run before something is timed on them.
import type { WasmBackend } from '@evenkeel/wasm';

/** @throws Error  there cannot be so many */
export async function runOn(backend: WasmBackend, threads: number): Promise<void> {
  backend.setThreads(threads);
  if ((await backend.ready()) === threads) return;
  throw new Error(`bench: no ${threads} threads: ${backend.describe().alone}.`);
}
