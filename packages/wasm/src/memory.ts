// The linear memory of one back end, and views of it.
import { KernelError, type DriverData } from '@evenkeel/kernels';
import { initialPages, pageBytes } from './exports.js';

/**
 * Memory that may have up to `pages` pages. Engines set aside addresses for all of shared memory at once: where they have not
 * so many, it is as much as they have.
 *
 * @throws KernelError  there is no memory even to start
 */
export function createMemory(
  pages: number,
  shared: boolean,
): { memory: WebAssembly.Memory; pages: number } {
  for (let maximum = pages; ; maximum = Math.max(initialPages, maximum >> 1)) {
    try {
      const memory = new WebAssembly.Memory({ initial: initialPages, maximum, shared });
      return { memory, pages: maximum };
    } catch (error) {
      if (maximum > initialPages) continue;
      const start = initialPages * pageBytes;
      throw new KernelError(`wasm: memory must be available, got none for ${start} bytes.`, {
        cause: error,
      });
    }
  }
}

/** Views of linear memory, which moves when it grows: none outlives a call that may allocate. */
export class MemoryViews {
  readonly #memory: WebAssembly.Memory;
  readonly #decoder = new TextDecoder();

  constructor(memory: WebAssembly.Memory) {
    this.#memory = memory;
  }

  words(address: number, length: number): Int32Array {
    return new Int32Array(this.#memory.buffer, address, length);
  }

  numbers(address: number, length: number): Float64Array {
    return new Float64Array(this.#memory.buffer, address, length);
  }

  /** As many elements as `data` has, of its type. */
  like(address: number, data: DriverData): DriverData {
    const { buffer } = this.#memory;
    if (data instanceof Float32Array) return new Float32Array(buffer, address, data.length);
    if (data instanceof Int32Array) return new Int32Array(buffer, address, data.length);
    return new Uint8Array(buffer, address, data.length);
  }

  /** The text up to the first zero. Copied, since shared memory cannot be decoded in place. */
  text(address: number): string {
    const bytes = new Uint8Array(this.#memory.buffer, address);
    return this.#decoder.decode(bytes.slice(0, bytes.indexOf(0)));
  }
}
