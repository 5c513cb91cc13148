// A back end of compiled kernels, and what is asked of the engine that runs them.
import { FrameBackend, KernelError, version, type Description } from '@evenkeel/kernels';
import { createDriver } from './driver.js';
import { hasThreads, initialPages, mostPages, pageBytes } from './exports.js';
import type { StartHelper } from './helpers.js';
import type { WasmBackend, WasmOptions } from './options.js';
import { aloneProgram, sharingProgram, type Program, type Threads } from './program.js';

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

/** Each is a worker, which takes memory. */
export const mostByDefault = 8;

/** What the entries for Node and for browsers know of their hosts. */
export interface Host {
  /** Why memory cannot be shared with helpers, or null. */
  readonly alone: () => string | null;
  /** At most `mostByDefault`, unless someone asks for more. */
  readonly defaultThreads: () => number;
  readonly startHelper: StartHelper;
}

class HelpedBackend extends FrameBackend implements WasmBackend {
  readonly #threads: Threads;

  constructor(program: Program) {
    super(createDriver(program), { name: 'wasm', version });
    this.#threads = program.threads;
  }

  async ready(): Promise<number> {
    await this.#threads.start();
    return this.threads();
  }

  close(): void {
    this.#threads.close();
  }

  override describe(): Description {
    const alone = this.#threads.alone();
    return { ...super.describe(), ...(alone === null ? {} : { alone }) };
  }
}

function programOf(module: WebAssembly.Module, pages: number, host: Host): Program {
  const alone = host.alone();
  if (!hasThreads(module)) {
    return aloneProgram(
      module,
      pages,
      alone ?? 'the module that was loaded is the one without threads',
    );
  }
  if (alone === null) return sharingProgram(module, pages, host.startHelper);
  throw new KernelError(
    `wasm: the module must be evenkeel.wasm on one thread, got the one with threads, and ${alone}.`,
  );
}

/** A back end with an instance of the compiled kernels for itself. */
export function createBackend(
  module: WebAssembly.Module,
  { threads, memoryLimit = mostPages * pageBytes }: WasmOptions,
  host: Host,
): WasmBackend {
  const program = programOf(module, pagesFor(memoryLimit), host);
  const backend = new HelpedBackend(program);
  if (threads !== undefined) backend.setThreads(threads);
  else if (program.threads.alone() === null) backend.setThreads(host.defaultThreads());
  return backend;
}
