// Debug level 4: runs every kernel a second time on the reference back end and compares.
import {
  contract,
  createReferenceBackend,
  type Backend,
  type BufferData,
  type BufferField,
  type Field,
  type Handle,
  type KernelArgs,
  type KernelName,
} from '@evenkeel/kernels';
import { neverRecords, wrapped } from './trace.js';

/**
 * A result of a kernel differs from that of the reference, at debug level 4.
 *
 * @example
 * new KernelDifference('matmul', 'c', '9 instead of 3 at element 1').kernel; // 'matmul'
 */
export class KernelDifference extends Error {
  readonly kernel: string;
  readonly field: string;

  constructor(kernel: string, field: string, text: string) {
    super(`${kernel}: ${field} must agree with the reference, got ${text}.`);
    this.name = 'KernelDifference';
    this.kernel = kernel;
    this.field = field;
  }
}

type Buffers = readonly [name: string, field: BufferField][];

/** Lengths of the buffers, which the back end does not tell. */
type Lengths = ReadonlyMap<Handle, number>;

/**
 * A back end that runs each kernel beside the reference.
 *
 * @throws KernelDifference  from run, naming the first element that differs by more than 1e-3 of the largest one
 */
export function comparingBackend(inner: Backend): Backend {
  const lengths = new Map<Handle, number>();
  const run: Backend['run'] = (name, args) => {
    const before = contentsOf(inner, { name, args, lengths });
    inner.run(name, args);
    compare(inner, { name, args, lengths, before });
  };
  return wrapped(inner, {
    record: neverRecords,
    run,
    runAll: (name, list) => {
      for (const args of list) run(name, args);
    },
    alloc: (dtype, length) => {
      const handle = inner.alloc(dtype, length);
      lengths.set(handle, length);
      return handle;
    },
    free: (handle) => {
      lengths.delete(handle);
      inner.free(handle);
    },
  });
}

interface Call {
  readonly name: KernelName;
  readonly args: KernelArgs<KernelName>;
  readonly lengths: Lengths;
}

function buffersOf(name: KernelName): Buffers {
  const fields: Readonly<Record<string, Field>> = contract[name].fields;
  return Object.entries(fields).filter((entry): entry is [string, BufferField] => {
    return entry[1].kind === 'buffer';
  });
}

function handleOf(args: KernelArgs<KernelName>, field: string): Handle | null {
  return (args as unknown as Readonly<Record<string, Handle | null>>)[field] ?? null;
}

/** What the kernel reads, before it runs. */
function contentsOf(inner: Backend, { name, args, lengths }: Call): Map<string, BufferData> {
  const contents = new Map<string, BufferData>();
  for (const [field, { dtype }] of buffersOf(name)) {
    const handle = handleOf(args, field);
    if (handle !== null) contents.set(field, inner.read(handle, dtype, lengths.get(handle) ?? 0));
  }
  return contents;
}

function compare(inner: Backend, call: Call & { before: Map<string, BufferData> }): void {
  const { name, args, lengths, before } = call;
  const reference = createReferenceBackend({ precision: 'float32' });
  const copies: Record<string, Handle> = {};
  const fields = buffersOf(name).filter(([field]) => before.has(field));
  for (const [field, { dtype }] of fields) {
    const data = before.get(field)!;
    const copy = reference.alloc(dtype, data.length);
    reference.write(copy, dtype, data);
    copies[field] = copy;
  }
  reference.run(name, { ...args, ...copies });
  for (const [field, { access, dtype }] of fields) {
    if (access === 'in') continue;
    const handle = handleOf(args, field)!;
    const length = lengths.get(handle) ?? 0;
    const got = inner.read(handle, dtype, length);
    const want = reference.read(copies[field]!, dtype, length);
    const text = firstDifference(got, want);
    if (text !== null) throw new KernelDifference(name, field, text);
  }
}

const TOLERANCE = 1e-3;

function firstDifference(got: BufferData, want: BufferData): string | null {
  let scale = 0;
  for (const number of want) if (Number.isFinite(number)) scale = Math.max(scale, Math.abs(number));
  for (let i = 0; i < want.length; i++) {
    const [a, b] = [got[i]!, want[i]!];
    if (Object.is(a, b) || Math.abs(a - b) <= TOLERANCE * scale) continue;
    return `${a} instead of ${b} at element ${i}`;
  }
  return null;
}
