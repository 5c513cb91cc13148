// How far a float32 result may be from the float64 reference, and why.
import type { BufferData } from '../backend.js';

/** Unit roundoff of float32: the largest relative error of one rounding. */
export const roundoff = 2 ** -24;

/**
 * `exact`: the reference value rounded to float32, or the same integer. Otherwise
 * |got - want| <= relative * |want| + scaled * max|want| + absolute, the maximum over the whole buffer.
 */
export type Tolerance =
  'exact' | { readonly relative: number; readonly scaled?: number; readonly absolute?: number };

/** A few roundings of the result itself. */
export const roundings = (count: number): Tolerance => ({ relative: count * roundoff });

/**
 * Each element is a sum of `terms` products of random sign. Its float32 roundings walk at random: the error is about
 * roundoff * sqrt(terms) times the typical size of the sum, in whatever order it is taken. A sum whose terms cancel
 * is small itself, so that the size must be taken over the buffer. 4 roundings come on top.
 */
export const sumOf = (terms: number): Tolerance => ({
  relative: 4 * roundoff,
  scaled: (4 + Math.sqrt(terms)) * roundoff,
});

/**
 * A function of one variable: 4e-6 relative (math functions on vectors are good to a few units in the last place, and
 * some functions are made of three of them), or 5e-7 (1e-6 with `loose`) of the larger of the buffer's values and
 * 1, where 1 - something cancels. Those are the bounds of the golden vectors.
 */
export const functionValue = (loose = false): Tolerance => ({
  relative: 4e-6,
  absolute: loose ? 1e-6 : 5e-7,
});

/** First element outside the tolerance, in words; null if all are inside. */
export function firstDifference(
  got: BufferData,
  want: BufferData,
  tolerance: Tolerance,
): string | null {
  if (got.length !== want.length) return `${want.length} elements wanted, got ${got.length}`;
  const exact =
    tolerance === 'exact' || !(want instanceof Float64Array || want instanceof Float32Array);
  const { relative, scaled = 0, absolute = 0 } = exact ? { relative: 0 } : tolerance;
  const slack = scaled * largest(want) + absolute;
  for (let i = 0; i < want.length; i++) {
    const rounded = Math.fround(want[i]!);
    // NaN for NaN and equal infinities are right, an infinity also where the value is beyond float32.
    if (got[i] === rounded || (Number.isNaN(got[i]) && Number.isNaN(rounded))) continue;
    const target = exact ? rounded : want[i]!;
    const error = Math.abs(got[i]! - target);
    const allowed = relative * Math.abs(target) + slack;
    if (!(error <= allowed)) {
      return `element ${i}: ${target} wanted, got ${got[i]}, off by ${error}, ${allowed} allowed`;
    }
  }
  return null;
}

/** Largest finite magnitude. */
function largest(values: BufferData): number {
  let max = 0;
  for (const value of values) {
    const magnitude = Math.abs(value);
    if (magnitude > max && magnitude < Infinity) max = magnitude;
  }
  return max;
}
