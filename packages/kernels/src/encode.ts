// What the generated encoders are made of.
import { contract, type KernelArgs, type KernelName } from './contract.js';
import type { KernelRow } from './contract/fields.js';
import { KernelError, scalarRule, shown } from './errors.js';

/** Two views of the same frame buffer. */
export interface FrameViews {
  readonly words: Int32Array;
  readonly floats: Float32Array;
}

export type Encoders = {
  readonly [K in KernelName]: (frame: FrameViews, at: number, args: KernelArgs<K>) => number;
};

/** Throws for a value that no frame can hold. Values that C++ refuses are left to C++. */
export function bad(kernel: KernelName, name: string, value: unknown): never {
  const row: KernelRow = contract[kernel];
  const field = row.fields[name];
  if (field === undefined || field.kind === 'buffer') {
    throw new KernelError(`${kernel}: ${name} must be a handle, got ${shown(value)}.`);
  }
  throw new KernelError(`${kernel}: ${name} must be ${scalarRule(field)}, got ${shown(value)}.`);
}

/** Writes `length` integers from word `at` on; false if they are not that. */
export function writeVector(
  words: Int32Array,
  at: number,
  ...[values, length]: [readonly number[], number]
): boolean {
  if (values.length !== length) return false;
  for (let i = 0; i < length; i++) {
    const value = values[i]!;
    if ((value | 0) !== value) return false;
    words[at + i] = value;
  }
  return true;
}
