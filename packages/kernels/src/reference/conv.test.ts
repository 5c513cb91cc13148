import { describe, expect, it } from 'vitest';
import { conv2d, conv2dInputGrad, conv2dWeightGrad } from './conv.js';

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

describe('conv2d', () => {
  const conv = { ...window, o: 1, groups: 1, precision: 'exact' } as const;

  it('does not flip the kernel', () => {
    const y = new Float64Array(4);
    conv2d({
      ...conv,
      x: image,
      weight: floats(1, 10, 100, 1000),
      bias: floats(0.5),
      y,
      activation: 'none',
    });
    expect([...y]).toEqual([5421.5, 6532.5, 8754.5, 9865.5]);
  });

  it('counts padding from the top left and strides over it', () => {
    const y = new Float64Array(4);
    const strided = { ...conv, strideH: 2, strideW: 2, padTop: 1, padLeft: 1 };
    conv2d({
      ...strided,
      x: image,
      weight: floats(1, 10, 100, 1000),
      bias: null,
      y,
      activation: 'none',
    });
    expect([...y]).toEqual([1000, 3200, 7040, 9865]);
  });

  it('keeps groups apart', () => {
    // Two groups of one input and two output channels at one pixel.
    const y = new Float64Array(4);
    const grouped = { ...conv, h: 1, w: 1, c: 2, oh: 1, ow: 1, o: 4, kh: 1, kw: 1, groups: 2 };
    conv2d({
      ...grouped,
      x: floats(3, 5),
      weight: floats(1, 2, 10, 20),
      bias: null,
      y,
      activation: 'none',
    });
    expect([...y]).toEqual([3, 6, 50, 100]);
  });

  it('has gradients that are its transposes', () => {
    const dx = new Float64Array(9);
    const dweight = new Float64Array(4);
    const dbias = new Float64Array(1);
    const dy = floats(1, 2, 3, 4);
    conv2dInputGrad({ ...conv, dy, weight: floats(1, 10, 100, 1000), dx });
    conv2dWeightGrad({ ...conv, x: image, dy, dweight, dbias });
    expect([...dx]).toEqual([1, 12, 20, 103, 1234, 2040, 300, 3400, 4000]);
    expect([...dweight]).toEqual([37, 47, 67, 77]);
    expect([...dbias]).toEqual([10]);
  });
});
