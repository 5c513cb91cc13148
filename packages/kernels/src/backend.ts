// What the tensor package needs of a back end. Reference, native and WebAssembly all implement it.
import type { Handle, KernelArgs, KernelName } from './contract.js';
import type { DType } from './contract/fields.js';
import type { Recorder } from './recorder.js';

export type Precision = 'float32' | 'float64';

/** Contents of a buffer; floats are 64 bits wide only in the float64 reference. */
export type BufferData = Float32Array | Float64Array | Int32Array | Uint8Array;

/** Memory that a back end holds, in bytes but for `buffers`. */
export interface MemoryUse {
  readonly buffers: number;
  /** Held by live buffers. */
  readonly bytes: number;
  /** Freed but kept for reuse. */
  readonly pooledBytes: number;
  /** Most bytes of live buffers at once. */
  readonly peakBytes: number;
  /** Working memory of kernels. */
  readonly scratchBytes: number;
  /** How often memory had to be taken from the system; constant once a training loop is warm. */
  readonly growths: number;
}

/** What a back end says about itself. */
export interface Description {
  readonly isa: string;
  readonly version: string;
  /** Why kernels run on one thread, in a back end that would use several elsewhere. */
  readonly alone?: string;
}

export interface Backend {
  readonly name: 'reference' | 'native' | 'wasm';
  readonly precision: Precision;
  /** A new buffer; its contents are undefined. */
  alloc(dtype: DType, length: number): Handle;
  free(handle: Handle): void;
  /** A copy of `length` elements from element `offset` (default 0) on. */
  read(handle: Handle, dtype: DType, length: number, offset?: number): BufferData;
  write(handle: Handle, dtype: DType, data: BufferData, offset?: number): void;
  /** @throws KernelError  that names the kernel, the argument and the rule it breaks */
  run<K extends KernelName>(name: K, args: KernelArgs<K>): void;
  /** The same kernel on many arguments in one call. */
  runAll<K extends KernelName>(name: K, list: readonly KernelArgs<K>[]): void;
  /** Notes kernel calls, to run them again; null if this back end does not, or while another recorder is at work. */
  record(): Recorder | null;
  /** By how many bytes the buffers have grown that no one but the garbage collector will free. */
  collectable?(growth: number): void;
  memory(): MemoryUse;
  /** Returns idle memory to the system; the next step takes it again. */
  trim(): void;
  threads(): number;
  setThreads(count: number): void;
  describe(): Description;
}
