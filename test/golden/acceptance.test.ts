import { describe, expect, it } from 'vitest';
import { fault } from './acceptance.js';
import type { GoldenTensor } from './format.js';

const want: GoldenTensor = {
  dtype: 'float64',
  shape: [2],
  values: Float64Array.of(100, 0),
  atol32: 1e-5,
  atol64: 1e-8,
};
const got = (...values: number[]) => ({ shape: [2], values });

describe('fault', () => {
  it('allows atol32 + 4e-6 |want| in float32', () => {
    expect(fault(got(100 + 4.09e-4, 0.99e-5), want, 'float32')).toBeNull();
    expect(fault(got(100 + 4.11e-4, 0), want, 'float32')).toEqual({
      text: 'element [0]: got 100.000411, want 100, tolerance 0.00041',
      element: { index: [0], got: 100.000411, want: 100, tolerance: 4.1e-4 },
    });
    expect(fault(got(100, -1.01e-5), want, 'float32')?.element?.index).toEqual([1]);
  });

  it('allows atol64 + 1e-9 |want| in float64', () => {
    expect(fault(got(100 + 1.09e-7, 0), want, 'float64')).toBeNull();
    expect(fault(got(100 + 1.11e-7, 0), want, 'float64')).not.toBeNull();
  });

  it('refuses NaN, infinity and a missing element', () => {
    expect(fault(got(NaN, 0), want, 'float32')).not.toBeNull();
    expect(fault(got(100, Infinity), want, 'float32')).not.toBeNull();
    expect(fault(got(100), want, 'float32')).not.toBeNull();
  });

  it('takes an infinity for equal to itself', () => {
    const endless: GoldenTensor = { ...want, values: Float64Array.of(Infinity, -Infinity) };
    expect(fault(got(Infinity, -Infinity), endless, 'float32')).toBeNull();
    expect(fault(got(Infinity, Infinity), endless, 'float32')?.element?.index).toEqual([1]);
  });

  it('counts axes in row-major order', () => {
    const values = Float64Array.of(0, 0, 0, 0, 0, 0);
    const matrix: GoldenTensor = { ...want, shape: [2, 3], values };
    const off = { shape: [2, 3], values: [0, 0, 0, 0, 0, 1] };
    expect(fault(off, matrix, 'float64')?.element?.index).toEqual([1, 2]);
    const scalar: GoldenTensor = { ...want, shape: [], values: Float64Array.of(0) };
    expect(fault({ shape: [], values: [1] }, scalar, 'float64')?.element?.index).toEqual([]);
  });

  it('wants integers equal and shapes the same', () => {
    const integers: GoldenTensor = { ...want, dtype: 'int32', values: Int32Array.of(3, 4) };
    expect(fault(got(3, 4), integers, 'float32')).toBeNull();
    expect(fault(got(3, 4.000001), integers, 'float32')).not.toBeNull();
    expect(fault({ shape: [1, 2], values: [100, 0] }, want, 'float32')).toEqual({
      text: 'shape [2] wanted, got [1, 2]',
    });
  });
});
