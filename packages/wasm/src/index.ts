/**
 * The kernels as WebAssembly, for pages and workers of browsers; Node has the same functions.
 *
 * @module @evenkeel/wasm
 */
import { KernelError } from '@evenkeel/kernels';
import { createBackend, requireSimd } from './backend.js';
import { browserHost } from './browser-host.js';
import { compile, type Candidate } from './compile.js';
import type { WasmBackend, WasmOptions } from './options.js';

let compiled: WebAssembly.Module | undefined;

/** Bundlers look for just these expressions. Sources and builds both lie one level below the package. */
const builtModules = {
  alone: new URL('../dist/evenkeel.wasm', import.meta.url).href,
  threads: new URL('../dist/evenkeel-threads.wasm', import.meta.url).href,
};

const builtModule = (): string =>
  browserHost.alone() === null ? builtModules.threads : builtModules.alone;

async function fetched(address: string): Promise<Candidate> {
  const response = await fetch(address).catch((error: unknown) => unreachable(address, error));
  if (!response.ok) {
    throw new KernelError(`wasm: ${address} must be served, got status ${response.status}.`);
  }
  const bytes = await response.arrayBuffer().catch((error: unknown) => unreachable(address, error));
  const type = response.headers.get('content-type') ?? 'no type';
  return { bytes: new Uint8Array(bytes), from: `${address} (${type})` };
}

/** Browsers tell no more than "Failed to fetch" of a server that is away and of a policy that forbids. */
function unreachable(address: string, error: unknown): never {
  const why = error instanceof Error ? error.message : String(error);
  throw new KernelError(`wasm: ${address} must be reachable, got ${why}.`, { cause: error });
}

/**
 * Compiles the kernels. Browsers do that only asynchronously, so this comes before the first back end; `evenkeel` awaits
 * it when it is imported. Any content type will do.
 *
 * @param source  the module or its address; default that of this package, which bundlers find by
 *     themselves: evenkeel-threads.wasm on pages that are isolated, else evenkeel.wasm
 * @throws KernelError  it cannot be reached, is not served, is no module or one that the engine refuses, or the engine
 *     lacks SIMD; what failed below is its `cause`
 * @example
 * await loadWasm();
 * const backend = createWasmBackend();
 */
export async function loadWasm(source: string | Uint8Array = builtModule()): Promise<void> {
  requireSimd();
  compiled = await compile(
    typeof source === 'string' ? await fetched(source) : { bytes: source, from: 'source' },
  );
}

/**
 * The WebAssembly back end: the kernels of the native one, on vectors of four floats.
 *
 * Every call makes an independent back end with memory of its own; handles of one mean nothing to another.
 *
 * @param options  threads and the most memory
 * @returns  a complete back end
 * @throws KernelError  the kernels are not loaded or of another version, or an option is out of range
 * @example
 * const backend = createWasmBackend({ memoryLimit: 2 ** 30 });
 * const y = backend.alloc('float', 3);
 * backend.run('fill', { y, n: 3, value: 2 });
 * backend.read(y, 'float', 3); // Float32Array [2, 2, 2]
 */
export function createWasmBackend(options: WasmOptions = {}): WasmBackend {
  if (compiled !== undefined) return createBackend(compiled, options, browserHost);
  throw new KernelError('wasm: the kernels must be loaded, got none. Await loadWasm() first.');
}

export type { WasmBackend, WasmOptions };
