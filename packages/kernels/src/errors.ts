// The error that every back end throws, and the words for what a scalar must be.
import type { MemoryUse } from './backend.js';
import type { BufferField, DType, Field } from './contract/fields.js';

/** A frame that breaks its kernel's contract: `kernel: argument must be RULE, got VALUE. Hint.` */
export class KernelError extends Error {
  override readonly name = 'KernelError';
}

/** V8's, SpiderMonkey's and JavaScriptCore's words for it. */
const lacksMemory = /allocation|memory|array (?:length|size)|array buffer length/i;

/**
 * Does what takes memory of JavaScript. Where there is none, that is said in the words of the C++ back ends.
 *
 * @param asked  the beginning of the message, such as `alloc: memory must be available, got none for 10 floats`
 */
export function takingMemory<T>(
  { asked, use }: { asked: () => string; use: () => MemoryUse },
  take: () => T,
): T {
  try {
    return take();
  } catch (error) {
    if (!(error instanceof RangeError && lacksMemory.test(error.message))) throw error;
    const { bytes, buffers } = use();
    throw new KernelError(
      `${asked()} beside ${bytes} bytes in ${buffers} buffers. Use a smaller batch or free buffers.`,
      { cause: error },
    );
  }
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

/** Plural names of elements, for messages. */
export const elementNames: Readonly<Record<DType, string>> = {
  float: 'floats',
  i32: 'integers',
  u8: 'bytes',
};

/** A value in a message. */
export function shown(value: unknown): string {
  return Array.isArray(value) ? `[${value.map(String).join(', ')}]` : String(value);
}
