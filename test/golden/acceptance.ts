// When a computed tensor passes (vectors/README.md, "Acceptance").
import type { Precision } from '@evenkeel/kernels';
import type { GoldenTensor } from './format.js';

/** A tensor that a back end computed. */
export interface Computed {
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
}

/** What is wrong with a tensor. */
export interface Fault {
  /** In words. */
  readonly text: string;
  /** The first bad element, if the shape is right. */
  readonly element?: BadElement;
}

export interface BadElement {
  /** Place on each axis; [] of a scalar. */
  readonly index: readonly number[];
  readonly got: number;
  readonly want: number;
  readonly tolerance: number;
}

const relative: Readonly<Record<Precision, number>> = { float32: 4e-6, float64: 1e-9 };

/**
 * What is wrong with a tensor: its shape, or the first element outside |got - want| <= atol + rtol * |want|.
 * Integers must be equal. null if nothing is.
 */
export function fault(got: Computed, want: GoldenTensor, precision: Precision): Fault | null {
  if (
    got.shape.length !== want.shape.length ||
    got.shape.some((axis, i) => axis !== want.shape[i])
  ) {
    return { text: `shape [${want.shape.join(', ')}] wanted, got [${got.shape.join(', ')}]` };
  }
  const exact = want.dtype === 'int32';
  const atol = exact ? 0 : precision === 'float64' ? want.atol64 : want.atol32;
  const rtol = exact ? 0 : relative[precision];
  for (let i = 0; i < want.values.length; i++) {
    const target = want.values[i]!;
    const value = got.values[i] ?? NaN;
    const tolerance = atol + rtol * Math.abs(target);
    const error = Math.abs(value - target);
    // NaN is below no bound. Equal infinities differ by NaN; an infinite target must not allow everything.
    if (value === target || (error <= tolerance && error < Infinity)) continue;
    const index = placeOf(i, want.shape);
    const text = `element [${index.join(', ')}]: got ${value}, want ${target}, tolerance ${tolerance}`;
    return { text, element: { index, got: value, want: target, tolerance } };
  }
  return null;
}

/** The place on each axis of an element in row-major order. */
function placeOf(element: number, shape: readonly number[]): number[] {
  let rest = element;
  return shape
    .toReversed()
    .map((length) => {
      const place = rest % length;
      rest = (rest - place) / length;
      return place;
    })
    .reverse();
}
