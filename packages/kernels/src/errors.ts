// The error that every back end throws, and the words for what a scalar must be.
import type { BufferField, Field } from './contract/fields.js';

/** A frame that breaks its kernel's contract: `kernel: argument must be RULE, got VALUE. Hint.` */
export class KernelError extends Error {
  override readonly name = 'KernelError';
}

/** An i32 field with this minimum takes any integer of 32 bits. */
const lowestI32 = -2147483648;

const integer = (min: number): string =>
  min === lowestI32 ? 'a 32-bit integer' : `a 32-bit integer of at least ${min}`;

/** What a value of this field must be; the C++ checks use the same words. */
export function scalarRule(field: Exclude<Field, BufferField>): string {
  switch (field.kind) {
    case 'i32':
      return integer(field.min);
    case 'i32s':
      return `${field.length} integers, each ${integer(field.min)}`;
    case 'f32':
      return 'a number';
    case 'flag':
      return 'true or false';
    case 'choice':
      return `one of ${field.choices.join(', ')}`;
  }
}

/** A value in a message. */
export function shown(value: unknown): string {
  return Array.isArray(value) ? `[${value.map(String).join(', ')}]` : String(value);
}
