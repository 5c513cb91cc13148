// The back end that defines what every other one must compute: plain loops in TypeScript.
import type { Backend, BufferData, Description, MemoryUse, Precision } from '../backend.js';
import type { Handle, KernelArgs, KernelName, ReferenceArgs } from '../contract.js';
import { kernelNames } from '../contract.js';
import type { DType } from '../contract/fields.js';
import { elementNames, KernelError, takingMemory } from '../errors.js';
import { BufferTable, dtypeOf } from './buffers.js';
import { prepare, resolve } from './check.js';
import { referenceKernels } from './kernels.js';
import type { ReferenceKernels } from './kernels.js';

class ReferenceBackend implements Backend {
  readonly name = 'reference';
  private readonly table: BufferTable;
  private readonly prepared = new Map(kernelNames.map((name) => [name, prepare(name)]));

  constructor(readonly precision: Precision) {
    this.table = new BufferTable(precision);
  }

  alloc(dtype: DType, length: number): Handle {
    if (!Number.isSafeInteger(length) || length < 0) {
      throw new KernelError(`alloc: length must be an integer of at least 0, got ${length}.`);
    }
    const handle = this.taking(
      () => `alloc: memory must be available, got none for ${length} ${elementNames[dtype]}`,
      () => this.table.alloc(dtype, length),
    );
    if (handle === 0)
      throw new KernelError('alloc: too many buffers are alive. Dispose of tensors that are done.');
    return handle;
  }

  free(handle: Handle): void {
    if (!this.table.release(handle)) throw deadHandle('free', handle);
  }

  read(handle: Handle, dtype: DType, length: number, offset = 0): BufferData {
    const data = this.range('read', handle, { dtype, length, offset });
    return this.taking(
      () => `read: memory must be available, got none for ${length} ${elementNames[dtype]}`,
      () => data.slice(offset, offset + length),
    );
  }

  write(handle: Handle, dtype: DType, data: BufferData, offset = 0): void {
    this.range('write', handle, { dtype, length: data.length, offset }).set(data, offset);
  }

  run<K extends KernelName>(name: K, args: KernelArgs<K>): void {
    const kernel = this.prepared.get(name);
    if (kernel === undefined)
      throw new KernelError(`run: ${String(name)} must be a kernel of the contract.`);
    const context = { table: this.table, precision: this.precision };
    const resolved = resolve(kernel, args, context);
    const run: ReferenceKernels[K] = referenceKernels[name];
    this.taking(
      () => `${name}: scratch memory must be available, got none`,
      () => run(resolved as ReferenceArgs<K>),
    );
  }

  runAll<K extends KernelName>(name: K, list: readonly KernelArgs<K>[]): void {
    for (const args of list) this.run(name, args);
  }

  /** Its calls are no frames, and their scalars may be float64. */
  record(): null {
    return null;
  }

  memory(): MemoryUse {
    return this.table.memory();
  }

  /** Nothing is kept for reuse here. */
  trim(): void {}

  threads(): number {
    return 1;
  }

  /** The reference has one thread, whatever is asked. */
  setThreads(count: number): void {
    if (!Number.isInteger(count) || count < 1 || count > 1024) {
      throw new KernelError(`setThreads: count must be an integer from 1 to 1024, got ${count}.`);
    }
  }

  describe(): Description {
    return { isa: 'javascript', version: this.precision };
  }

  private taking<T>(asked: () => string, take: () => T): T {
    return takingMemory({ asked, use: () => this.memory() }, take);
  }

  private range(
    op: string,
    handle: Handle,
    want: { dtype: DType; length: number; offset: number },
  ): BufferData {
    if (
      !Number.isSafeInteger(want.length) ||
      !Number.isSafeInteger(want.offset) ||
      want.length < 0
    ) {
      throw new KernelError(
        `${op}: length and offset must be integers of at least 0, got ${want.length} and ${want.offset}.`,
      );
    }
    const data = this.table.find(handle);
    if (data === null) throw deadHandle(op, handle);
    if (dtypeOf(data) !== want.dtype) {
      throw new KernelError(
        `${op}: the buffer must hold ${elementNames[want.dtype]}, got ${elementNames[dtypeOf(data)]}.`,
      );
    }
    const { length, offset } = want;
    if (offset < 0 || offset + length > data.length) {
      throw new KernelError(
        `${op}: the range must lie inside the buffer of ${data.length} ${elementNames[want.dtype]}, ` +
          `got ${length} from ${offset}.`,
      );
    }
    return data;
  }
}

function deadHandle(op: string, handle: Handle): KernelError {
  return new KernelError(
    `${op}: handle must be a live buffer, got ${handle}. It was freed or comes from another back end.`,
  );
}

/**
 * The reference back end.
 *
 * @param options  precision: `float32` stores every result as float32 but sums each element in double; `float64` (only
 *     here) is for checks: gradients by differences, and the truth that others are held against
 * @returns  a complete back end
 * @example
 * const backend = createReferenceBackend({ precision: 'float64' });
 * const y = backend.alloc('float', 3);
 * backend.run('fill', { y, n: 3, value: 2 });
 * backend.read(y, 'float', 3); // Float64Array [2, 2, 2]
 */
export function createReferenceBackend(options: { precision: Precision }): Backend {
  return new ReferenceBackend(options.precision);
}
