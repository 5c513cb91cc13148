import { describe, expect, it } from 'vitest';
import { avgPool2d, maxPool2d, maxPool2dGrad } from './pool.js';

const floats = (...values: number[]): Float64Array => Float64Array.from(values);

const window = {
  n: 1,
  h: 3,
  w: 3,
  c: 1,
  oh: 2,
  ow: 2,
  kh: 2,
  kw: 2,
  strideH: 1,
  strideW: 1,
  padTop: 0,
  padBottom: 0,
  padLeft: 0,
  padRight: 0,
  dilationH: 1,
  dilationW: 1,
};
const image = floats(1, 2, 3, 4, 5, 6, 7, 8, 9);

describe('maxPool2d', () => {
  it('takes the first of equals and sends its gradient there', () => {
    const y = new Float64Array(4);
    const tap = new Uint8Array(4);
    maxPool2d({ ...window, x: floats(1, 1, 0, 1, 1, 2, 0, 2, 2), y, tap });
    expect([...y]).toEqual([1, 2, 2, 2]);
    expect([...tap]).toEqual([0, 3, 3, 1]);
    const dx = new Float64Array(9);
    maxPool2dGrad({ ...window, dy: floats(1, 2, 3, 4), tap, dx });
    expect([...dx]).toEqual([1, 0, 0, 0, 0, 6, 0, 3, 0]);
  });

  it('counts padding as minus infinity and gives it where a window has nothing else', () => {
    const y = new Float64Array(1);
    const outside = { ...window, h: 1, w: 1, oh: 1, ow: 1, padTop: 2, padLeft: 2 };
    maxPool2d({ ...outside, x: floats(-3), y, tap: null });
    expect(y[0]).toBe(-Infinity);
    maxPool2d({ ...outside, padTop: 1, padLeft: 1, x: floats(-3), y, tap: null });
    expect(y[0]).toBe(-3);
  });

  it('lets NaN win', () => {
    const y = new Float64Array(4);
    maxPool2d({ ...window, x: floats(NaN, 5, 1, 2, 3, 1, 0, 0, 0), y, tap: null });
    expect([...y]).toEqual([NaN, 5, 3, 3]);
  });
});

describe('avgPool2d', () => {
  it('divides by the taps in the padded image, or in the image', () => {
    const corner = {
      ...window,
      oh: 2,
      ow: 2,
      strideH: 2,
      strideW: 2,
      padTop: 1,
      padLeft: 1,
      x: image,
    };
    const y = new Float64Array(4);
    avgPool2d({ ...corner, y, countIncludePad: true });
    expect([...y]).toEqual([0.25, 1.25, 2.75, 7]);
    avgPool2d({ ...corner, y, countIncludePad: false });
    expect([...y]).toEqual([1, 2.5, 5.5, 7]);
  });

  it('does not count what a ceiled window has beyond the padding', () => {
    const y = new Float64Array(4);
    avgPool2d({ ...window, strideH: 2, strideW: 2, x: image, y, countIncludePad: true });
    expect([...y]).toEqual([3, 4.5, 7.5, 9]);
  });
});
