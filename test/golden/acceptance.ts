// When a computed tensor passes (vectors/README.md, "Acceptance").
import type { Precision } from '@evenkeel/kernels';
import type { GoldenTensor } from './format.js';

/** A tensor that a back end computed. */
export interface Computed {
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
}

const relative: Readonly<Record<Precision, number>> = { float32: 4e-6, float64: 1e-9 };

/**
 * What is wrong with a tensor: its shape, or the first element outside |got - want| <= atol + rtol * |want|.
 * Integers must be equal. null if nothing is.
 */
export function fault(got: Computed, want: GoldenTensor, precision: Precision): string | null {
  if (
    got.shape.length !== want.shape.length ||
    got.shape.some((axis, i) => axis !== want.shape[i])
  ) {
    return `shape [${want.shape.join(', ')}] wanted, got [${got.shape.join(', ')}]`;
  }
  const exact = want.dtype === 'int32';
  const atol = exact ? 0 : precision === 'float64' ? want.atol64 : want.atol32;
  const rtol = exact ? 0 : relative[precision];
  for (let i = 0; i < want.values.length; i++) {
    const target = want.values[i]!;
    const allowed = atol + rtol * Math.abs(target);
    const error = Math.abs(got.values[i]! - target);
    // NaN is no number below any bound.
    if (!(error <= allowed)) {
      return `element ${i}: ${target} wanted, got ${got.values[i]}, off by ${error}, ${allowed} allowed`;
    }
  }
  return null;
}
