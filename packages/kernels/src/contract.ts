// The contract between TypeScript and C++: one table of all kernels. TypeScript types, the C++ header,
// the dispatcher's checks and the conformance suite are derived from it.
import { convRows } from './contract/conv.js';
import { elementwiseRows } from './contract/elementwise.js';
import type { BufferField, ChoiceField, DType, Field, KernelRow } from './contract/fields.js';
import { lossRows } from './contract/loss.js';
import { matmulRows } from './contract/matmul.js';
import { normRows } from './contract/norm.js';
import { optimRows } from './contract/optim.js';
import { poolRows } from './contract/pool.js';
import { randomRows } from './contract/random.js';
import { reduceRows } from './contract/reduce.js';
import { selectRows } from './contract/select.js';

export const contract = {
  ...elementwiseRows,
  ...reduceRows,
  ...selectRows,
  ...matmulRows,
  ...convRows,
  ...poolRows,
  ...normRows,
  ...lossRows,
  ...optimRows,
  ...randomRows,
} satisfies Readonly<Record<string, KernelRow>>;

export type Contract = typeof contract;
export type KernelName = keyof Contract;

/** An index into a back end's table of buffers; 0 is no buffer. */
export type Handle = number;

/** What callers pass for a field. */
type ArgumentOf<F extends Field> =
  F extends BufferField<DType, true>
    ? Handle | null
    : F extends BufferField
      ? Handle
      : F extends ChoiceField<infer C>
        ? C
        : F extends { kind: 'flag' }
          ? boolean
          : F extends { kind: 'i32s' }
            ? readonly number[]
            : number;

/** Named arguments of one kernel, buffers as handles. */
export type KernelArgs<K extends KernelName> = {
  -readonly [N in keyof Contract[K]['fields']]: Contract[K]['fields'][N] extends Field
    ? ArgumentOf<Contract[K]['fields'][N]>
    : never;
};

/** Floating-point storage of the reference back end. */
export type FloatArray = Float32Array | Float64Array;

type ArrayOf<D extends DType> = D extends 'float'
  ? FloatArray
  : D extends 'i32'
    ? Int32Array
    : Uint8Array;

type ReferenceArgumentOf<F extends Field> =
  F extends BufferField<infer D, infer O>
    ? ArrayOf<D> | (O extends true ? null : never)
    : ArgumentOf<F>;

/** Arguments of one reference kernel: buffers as typed arrays, absent ones as null. */
export type ReferenceArgs<K extends KernelName> = {
  readonly [N in keyof Contract[K]['fields']]: Contract[K]['fields'][N] extends Field
    ? ReferenceArgumentOf<Contract[K]['fields'][N]>
    : never;
};

/** The rows in the order that gives each kernel its number in a frame. */
export const kernelNames = Object.keys(contract) as KernelName[];
