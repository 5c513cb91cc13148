import { describe, expect, it } from 'vitest';
import { argMax, extremumGrad, reduce } from './reduce.js';
import { softmax } from './softmax.js';

const floats = (...values: number[]): Float64Array => Float64Array.from(values);

describe('reduce', () => {
  it('takes the middle axis', () => {
    const y = new Float64Array(4);
    const args = { x: floats(1, 2, 3, 4, 5, 6, 7, 8), y, outer: 2, n: 2, inner: 2 };
    reduce({ ...args, f: 'sum' });
    expect([...y]).toEqual([4, 6, 12, 14]);
    reduce({ ...args, f: 'mean' });
    expect([...y]).toEqual([2, 3, 6, 7]);
  });

  it('shares the gradient of a maximum among ties', () => {
    const dx = new Float64Array(4);
    extremumGrad({
      x: floats(2, 5, 5, 1),
      y: floats(5),
      dy: floats(3),
      dx,
      outer: 1,
      n: 4,
      inner: 1,
    });
    expect([...dx]).toEqual([0, 1.5, 1.5, 0]);
  });

  it('finds the first of equal maxima', () => {
    const y = new Int32Array(1);
    argMax({ x: floats(2, 5, 5, 1), y, outer: 1, n: 4, inner: 1 });
    expect(y[0]).toBe(1);
  });
});

describe('softmax', () => {
  it('survives large logits', () => {
    const y = new Float64Array(2);
    softmax({ x: floats(1e4, 1e4 + Math.log(3)), y, outer: 1, n: 2, inner: 1, log: false });
    expect(y[0]).toBeCloseTo(0.25, 11);
    softmax({ x: floats(-1000, 1000), y, outer: 1, n: 2, inner: 1, log: true });
    expect([...y]).toEqual([-2000, 0]);
  });
});
