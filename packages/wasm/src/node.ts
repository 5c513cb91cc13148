// The WebAssembly back end for Node, which can compile when a back end is asked for. index.ts is the same for browsers.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { KernelError } from '@evenkeel/kernels';
import { createBackend, requireSimd } from './backend.js';
import { compile, compileSync, type Candidate } from './compile.js';
import { nodeHost } from './node-host.js';
import type { WasmBackend, WasmOptions } from './options.js';

let compiled: WebAssembly.Module | undefined;

/** Sources and builds both lie one level below the package. */
const builtModule = fileURLToPath(new URL('../dist/evenkeel-threads.wasm', import.meta.url));

function read(path: string): Candidate {
  try {
    return { bytes: readFileSync(path), from: path };
  } catch (error) {
    throw new KernelError(
      `wasm: ${path} must be readable, got ${(error as NodeJS.ErrnoException).code}.\n` +
        'Build it: pnpm build',
      { cause: error },
    );
  }
}

/**
 * Compiles kernels ahead of the first back end. Node does so by itself when one is made; this is for a module from
 * elsewhere, and for code that runs in browsers too, where it is needed.
 *
 * @param source  the module or the path of its file; default evenkeel-threads.wasm of this package
 * @throws KernelError  the file cannot be read, is no module or one that the engine refuses, or the engine lacks SIMD
 * @example
 * await loadWasm();
 */
export async function loadWasm(source: string | Uint8Array = builtModule): Promise<void> {
  requireSimd();
  compiled = await compile(
    typeof source === 'string' ? read(source) : { bytes: source, from: 'source' },
  );
}

/**
 * The WebAssembly back end: the kernels of the native one, on vectors of four floats.
 *
 * Every call makes an independent back end with memory of its own; handles of one mean nothing to another.
 *
 * @param options  threads and the most memory
 * @throws KernelError  the kernels are not built or of another version, the engine lacks SIMD, or an option is out of
 *     range
 * @example
 * const backend = createWasmBackend({ memoryLimit: 2 ** 30 });
 */
export function createWasmBackend(options: WasmOptions = {}): WasmBackend {
  if (compiled === undefined) {
    requireSimd();
    compiled = compileSync(read(builtModule));
  }
  return createBackend(compiled, options, nodeHost);
}

export type { WasmBackend, WasmOptions };
