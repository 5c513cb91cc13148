// The entry points of one program as a driver.
import {
  dtypeCodes,
  KernelError,
  type Driver,
  type DriverData,
  type Handle,
  type MemoryUse,
} from '@evenkeel/kernels';
import { pageBytes } from './exports.js';
import type { Program } from './program.js';

/** Instances made so far: handles of each start elsewhere. */
let instances = 0;

const codeOf = (data: DriverData): number => {
  if (data instanceof Float32Array) return dtypeCodes.float;
  return data instanceof Int32Array ? dtypeCodes.i32 : dtypeCodes.u8;
};

/** Addresses come as signed numbers, but memory may have 4 GiB. */
const unsigned = (address: number): number => address >>> 0;

/** What is no 32-bit integer would become one on the way into the module. */
const handleOf = (handle: Handle): number => ((handle | 0) === handle ? handle : 0);

/**
 * Makes a driver of a program that has run nothing yet.
 *
 * @throws KernelError  there is no memory even to start
 */
export function createDriver({ exports: program, views, pages, threads }: Program): Driver {
  const frame = program.open(instances++, pages * pageBytes);
  if (frame === 0) throw new KernelError('wasm: memory must be available, got none for frames.');
  return {
    contractHash: views.text(program.contractHash()),
    isa: views.text(program.isa()),
    get frame() {
      return views.words(frame, program.frameWords());
    },
    alloc: (dtype, length) => program.alloc(dtype, length),
    free: (handle) => program.free(handleOf(handle)) !== 0,
    read(handle, offset, target) {
      const code = codeOf(target);
      const address = unsigned(program.readable(handleOf(handle), code, offset, target.length));
      if (address !== 0) target.set(views.like(address, target));
      return address !== 0;
    },
    write(handle, offset, source) {
      const code = codeOf(source);
      const address = unsigned(program.writable(handleOf(handle), code, offset, source.length));
      if (address !== 0) views.like(address, source).set(source);
      return address !== 0;
    },
    run: (words) => program.run(words),
    lastError: () => views.text(program.lastError()),
    trim: () => program.trim(),
    memory: () => memoryUse(views.numbers(program.memoryUse(), 6)),
    threads: () => threads.count(),
    setThreads: (count) => threads.set(count),
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
