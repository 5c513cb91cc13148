// The table of buffers of a reference back end. A handle is an index and a generation, as in the C++ arena, so that a
// freed or foreign handle is recognized.
import type { BufferData, MemoryUse, Precision } from '../backend.js';
import type { Handle } from '../contract.js';
import type { DType } from '../contract/fields.js';

const INDEX_BITS = 20;
const MAX_BUFFERS = 1 << INDEX_BITS;
const MAX_GENERATION = (1 << 11) - 1;

interface Slot {
  data: BufferData | null;
  generation: number;
}

export function dtypeOf(data: BufferData): DType {
  return data instanceof Int32Array ? 'i32' : data instanceof Uint8Array ? 'u8' : 'float';
}

export class BufferTable {
  private readonly slots: Slot[] = [];
  private readonly freeIndices: number[] = [];
  private count = 0;
  private bytes = 0;
  private peakBytes = 0;

  constructor(private readonly precision: Precision) {}

  /**
   * A new buffer of zeros; 0 if all handles are in use.
   *
   * @throws RangeError  JavaScript has no memory for it; nothing has changed then
   */
  alloc(dtype: DType, length: number): Handle {
    const data = this.create(dtype, length);
    const index = this.freeIndices.pop() ?? this.slots.length;
    if (index >= MAX_BUFFERS) return 0;
    const slot = (this.slots[index] ??= { data: null, generation: 1 });
    slot.data = data;
    this.count++;
    this.bytes += data.byteLength;
    this.peakBytes = Math.max(this.peakBytes, this.bytes);
    return (slot.generation << INDEX_BITS) | index;
  }

  /** False if the handle is not alive. */
  release(handle: Handle): boolean {
    const data = this.find(handle);
    if (data === null) return false;
    const index = handle & (MAX_BUFFERS - 1);
    const slot = this.slots[index]!;
    slot.data = null;
    slot.generation = (slot.generation % MAX_GENERATION) + 1;
    this.freeIndices.push(index);
    this.count--;
    this.bytes -= data.byteLength;
    return true;
  }

  find(handle: Handle): BufferData | null {
    const slot = this.slots[handle & (MAX_BUFFERS - 1)];
    return slot !== undefined && slot.generation === handle >> INDEX_BITS ? slot.data : null;
  }

  memory(): MemoryUse {
    const { count: buffers, bytes, peakBytes } = this;
    return { buffers, bytes, pooledBytes: 0, peakBytes, scratchBytes: 0, growths: 0 };
  }

  private create(dtype: DType, length: number): BufferData {
    if (dtype === 'i32') return new Int32Array(length);
    if (dtype === 'u8') return new Uint8Array(length);
    return this.precision === 'float64' ? new Float64Array(length) : new Float32Array(length);
  }
}
