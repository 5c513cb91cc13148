// A back end of compiled kernels, and what is asked of the engine that runs them.
import { FrameBackend, KernelError, version, type Backend } from '@evenkeel/kernels';
import { createDriver } from './driver.js';
import { initialPages, mostPages, pageBytes } from './exports.js';
import type { WasmOptions } from './options.js';

/** A module of one function without arguments that makes a vector of zeros and drops it. */
const vectorModule = Uint8Array.from([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 9, 1, 7, 0, 65, 0, 253, 15, 26,
  11,
]);

/**
 * Checks that kernels on vectors can run here.
 *
 * @throws KernelError  WebAssembly or its SIMD is missing
 */
export function requireSimd(): void {
  const found =
    typeof WebAssembly === 'undefined'
      ? 'no WebAssembly'
      : WebAssembly.validate(vectorModule)
        ? null
        : 'WebAssembly without SIMD';
  if (found === null) return;
  throw new KernelError(
    `wasm: the engine must have WebAssembly SIMD, got ${found}. ` +
      'Chromium 91, Firefox 89, Safari 16.4 and Node 20 have it, on x86-64 processors with SSE 4.1.',
  );
}

function pagesFor(limit: number): number {
  const [least, most] = [initialPages * pageBytes, mostPages * pageBytes];
  if (limit >= least && limit <= most) return Math.floor(limit / pageBytes);
  throw new KernelError(
    `wasm: memoryLimit must be a number of bytes from ${least} to ${most}, got ${limit}.`,
  );
}

/** A back end with an instance of the compiled kernels for itself. */
export function createBackend(module: WebAssembly.Module, options: WasmOptions): Backend {
  const { threads, memoryLimit = mostPages * pageBytes } = options;
  const driver = createDriver(module, pagesFor(memoryLimit));
  const backend = new FrameBackend(driver, { name: 'wasm', version });
  if (threads !== undefined) backend.setThreads(threads);
  return backend;
}
