// The few entry points that the C++ side offers, whether as a Node addon or as WebAssembly. One class,
// FrameBackend, makes a Backend of any driver.
import type { BufferData, MemoryUse } from './backend.js';
import type { Handle } from './contract.js';
import type { DType } from './contract/fields.js';

/** Numbers of the element types in calls of a driver. */
export const dtypeCodes: Readonly<Record<DType, number>> = { float: 0, i32: 1, u8: 2 };

/** Elements as a driver copies them: the type of the array is the type of the buffer. */
export type DriverData = Exclude<BufferData, Float64Array>;

/**
 * Functions that return false, 0 or a frame number report failure that way, and `lastError` says why.
 * None of them may throw for a bad handle, size or frame.
 */
export interface Driver {
  /** Hash of the contract that the binary was compiled with. */
  readonly contractHash: string;
  /** Instruction set in use. */
  readonly isa: string;
  /**
   * Memory that frames are written to. A driver whose memory can move gives a new view when it has; the old one then is
   * empty.
   */
  readonly frame: Int32Array;
  /** A handle, or 0. */
  alloc(dtype: number, length: number): Handle;
  free(handle: Handle): boolean;
  /** Fills `target` from the buffer's element `offset` on. */
  read(handle: Handle, offset: number, target: DriverData): boolean;
  write(handle: Handle, offset: number, source: DriverData): boolean;
  /** Runs the frames in the first `words` words; 0, or the 1-based number of the frame that failed. */
  run(words: number): number;
  lastError(): string;
  /** Returns idle memory to the system. */
  trim(): void;
  /**
   * Tells a host with a garbage collector by how many bytes the buffers have grown (or shrunk) that only a collection
   * would free; else it sees small objects only and waits long.
   */
  collectable?(growth: number): void;
  memory(): MemoryUse;
  threads(): number;
  setThreads(count: number): boolean;
}
