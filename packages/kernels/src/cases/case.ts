// What a conformance case is: one kernel, its scalars, how its buffers are filled, and how far from the float64
// reference a float32 result may be. The cases of each kernel are in the file of its family.
import type { BufferData } from '../backend.js';
import type { Contract, KernelArgs, KernelName } from '../contract.js';
import type { BufferField } from '../contract/fields.js';
import type { Draw } from './draw.js';
import type { Tolerance } from './tolerance.js';

type Fields<K extends KernelName> = Contract[K]['fields'];

type BufferName<K extends KernelName> = {
  [N in keyof Fields<K>]: Fields<K>[N] extends BufferField ? N : never;
}[keyof Fields<K>] &
  string;

/** Every field of a kernel that is not a buffer. */
export type Scalars<K extends KernelName> = Omit<KernelArgs<K>, BufferName<K>>;

export interface KernelCase<K extends KernelName> {
  readonly name: string;
  readonly scalars: Scalars<K>;
  /**
   * How buffers that the kernel reads are filled; float buffers that are not named get N(0, 1).
   * null leaves an optional buffer out.
   */
  readonly buffers?: { readonly [N in BufferName<K>]?: Draw | null };
  /** Of every written buffer, unless `tolerances` names it. */
  readonly tolerance: Tolerance;
  readonly tolerances?: { readonly [N in BufferName<K>]?: Tolerance };
}

/** A case with its kernel, without types of the single kernel. */
export interface AnyCase {
  readonly kernel: KernelName;
  readonly name: string;
  readonly scalars: Readonly<Record<string, unknown>>;
  readonly buffers?: Readonly<Record<string, Draw | null | undefined>>;
  readonly tolerance: Tolerance;
  readonly tolerances?: Readonly<Record<string, Tolerance | undefined>>;
}

/** What a case wrote, by name of the buffer. */
export type Outputs = Readonly<Record<string, BufferData>>;
