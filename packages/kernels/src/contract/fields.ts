// The vocabulary of the contract: how a row of the kernel table describes its fields.
// Nothing here runs a kernel; the types below are all that the rest of the system derives from a row.

/** Element type of a buffer. `float` is float32, except in the float64 reference. */
export type DType = 'float' | 'i32' | 'u8';

/** Bytes of one element on the C++ side. */
export const bytesOf: Readonly<Record<DType, number>> = { float: 4, i32: 4, u8: 1 };

/** Whether a kernel reads a buffer, writes all of it, or updates it in place. */
export type Access = 'in' | 'out' | 'inout';

/** One dimension: an integer literal, or a product or quotient of i32 fields ("kh*kw", "c/groups"). */
export type Dim = string | number;

export interface BufferField<D extends DType = DType, O extends boolean = boolean> {
  readonly kind: 'buffer';
  readonly access: Access;
  readonly dtype: D;
  /** The buffer holds at least the product of these elements. */
  readonly dims: readonly Dim[];
  /** An absent optional buffer is handle 0 in the frame and null everywhere else. */
  readonly optional: O;
}

export interface I32Field {
  readonly kind: 'i32';
  /** Smallest value allowed; 0 unless the row says otherwise. */
  readonly min: number;
}

export interface F32Field {
  readonly kind: 'f32';
}

export interface FlagField {
  readonly kind: 'flag';
}

export interface ChoiceField<C extends string = string> {
  readonly kind: 'choice';
  readonly choices: readonly C[];
}

/** A fixed-length vector of integers, for shapes and strides. */
export interface I32sField {
  readonly kind: 'i32s';
  readonly length: number;
  readonly min: number;
}

export type Field = BufferField | I32Field | F32Field | FlagField | ChoiceField | I32sField;

/**
 * One kernel: its formula in a line, its fields in frame order, and the rules between its scalars.
 *
 * A rule is a C expression over the integer fields that must be true. It may use
 * `reach(dims, strides)` (largest offset of a strided view, or -1 if it is empty),
 * `product(dims)`, `viewInside(dims, strides, offset, length)` and
 * `outputSize(in, padBefore, padAfter, kernel, stride, dilation)`.
 */
export interface KernelRow {
  readonly formula: string;
  readonly fields: Readonly<Record<string, Field>>;
  readonly rules: readonly string[];
  /** A buffer that is written may also be one that is read. */
  readonly inPlace: boolean;
}

function bufferBuilders<O extends boolean>(optional: O) {
  const make =
    (access: Access) =>
    <D extends DType>(dtype: D, ...dims: Dim[]): BufferField<D, O> => ({
      kind: 'buffer',
      access,
      dtype,
      dims,
      optional,
    });
  return { in: make('in'), out: make('out'), inout: make('inout') };
}

/** Buffer fields: `buffer.in('float', 'n', 'c')`, `buffer.optional.out('float', 'c')`. */
export const buffer = { ...bufferBuilders(false), optional: bufferBuilders(true) };

/**
 * A field of one signed 32-bit integer.
 *
 * @param min  smallest value allowed; 0 unless given
 * @returns  the field
 */
export const i32 = (min = 0): I32Field => ({ kind: 'i32', min });

/**
 * A field of one 32-bit float.
 *
 * @returns  the field
 */
export const f32 = (): F32Field => ({ kind: 'f32' });

/**
 * A field that is true or false.
 *
 * @returns  the field
 */
export const flag = (): FlagField => ({ kind: 'flag' });

/**
 * A field of several integers, for shapes and strides.
 *
 * @param length  how many
 * @param min  smallest value allowed; 0 unless given
 * @returns  the field
 */
export const i32s = (length: number, min = 0): I32sField => ({ kind: 'i32s', length, min });

/**
 * A field with one of several names; the frame holds its position.
 *
 * @param choices  the names
 * @returns  the field
 */
export const choice = <const C extends readonly string[]>(
  ...choices: C
): ChoiceField<C[number]> => ({
  kind: 'choice',
  choices,
});

/**
 * A row of the table; `rules` and `inPlace` may be left out.
 *
 * @param row  formula; fields in the order of the frame; rules = none; inPlace = false
 * @returns  the row with all fields
 */
export function kernel<const F extends Readonly<Record<string, Field>>>(row: {
  formula: string;
  fields: F;
  rules?: readonly string[];
  inPlace?: boolean;
}): { formula: string; fields: F; rules: readonly string[]; inPlace: boolean } {
  return { ...row, rules: row.rules ?? [], inPlace: row.inPlace ?? false };
}

/**
 * Words of the frame that a field takes.
 *
 * @param field  of a row of the table
 * @returns  the number of 32-bit words
 */
export function wordsOf(field: Field): number {
  return field.kind === 'i32s' ? field.length : 1;
}
