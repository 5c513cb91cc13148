// The entry points of one WebAssembly instance as a driver.
import {
  dtypeCodes,
  KernelError,
  type Driver,
  type DriverData,
  type Handle,
  type MemoryUse,
} from '@evenkeel/kernels';
import { initialPages, pageBytes, type ModuleExports } from './exports.js';

/** Instances made so far: handles of each start elsewhere. */
let instances = 0;

const codeOf = (data: DriverData): number => {
  if (data instanceof Float32Array) return dtypeCodes.float;
  return data instanceof Int32Array ? dtypeCodes.i32 : dtypeCodes.u8;
};

/** What is no 32-bit integer would become one on the way into the module. */
const handleOf = (handle: Handle): number => ((handle | 0) === handle ? handle : 0);

/** Linear memory, which moves when it grows: no view outlives a call that may allocate. */
class Memory {
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

/**
 * Makes an instance with memory of its own.
 *
 * @param module  the compiled kernels
 * @param pages  most pages of 64 KiB that its memory may have
 * @throws KernelError  there is no memory even to start
 */
export function createDriver(module: WebAssembly.Module, pages: number): Driver {
  const linear = new WebAssembly.Memory({ initial: initialPages, maximum: pages });
  const instance = new WebAssembly.Instance(module, { env: { memory: linear } });
  const program = instance.exports as unknown as ModuleExports;
  const memory = new Memory(linear);
  const frame = program.open(instances++, pages * pageBytes);
  if (frame === 0) throw new KernelError('wasm: memory must be available, got none for frames.');
  return {
    contractHash: memory.text(program.contractHash()),
    isa: memory.text(program.isa()),
    get frame() {
      return memory.words(frame, program.frameWords());
    },
    alloc: (dtype, length) => program.alloc(dtype, length),
    free: (handle) => program.free(handleOf(handle)) !== 0,
    read(handle, offset, target) {
      const code = codeOf(target);
      const address = program.readable(handleOf(handle), code, offset, target.length);
      if (address !== 0) target.set(memory.like(address, target));
      return address !== 0;
    },
    write(handle, offset, source) {
      const code = codeOf(source);
      const address = program.writable(handleOf(handle), code, offset, source.length);
      if (address !== 0) memory.like(address, source).set(source);
      return address !== 0;
    },
    run: (words) => program.run(words),
    lastError: () => memory.text(program.lastError()),
    trim: () => program.trim(),
    memory: () => memoryUse(memory.numbers(program.memoryUse(), 6)),
    threads: () => 1,
    setThreads: (count) => count >= 1 && count <= 1024,
  };
}

function memoryUse(values: Float64Array): MemoryUse {
  const [buffers, bytes, peakBytes, pooledBytes, scratchBytes, growths] = values;
  return {
    buffers: buffers!,
    bytes: bytes!,
    peakBytes: peakBytes!,
    pooledBytes: pooledBytes!,
    scratchBytes: scratchBytes!,
    growths: growths!,
  };
}
