import { describe, expect, it } from 'vitest';
import { binary, gatherStrided, scatterStrided } from './strided.js';

const floats = (...values: number[]): Float64Array => Float64Array.from(values);

describe('binary', () => {
  it('broadcasts by strides of 0', () => {
    const y = new Float64Array(6);
    const view = { n: 6, aLength: 2, bLength: 3, dims: [1, 1, 1, 1, 2, 3], f: 'sub' } as const;
    const strides = { aStrides: [0, 0, 0, 0, 1, 0], bStrides: [0, 0, 0, 0, 0, 1] };
    binary({ a: floats(10, 20), b: floats(1, 2, 3), y, ...view, ...strides });
    expect([...y]).toEqual([9, 8, 7, 19, 18, 17]);
  });
});

describe('gatherStrided and scatterStrided', () => {
  const view = { n: 2, offset: 3, dims: [1, 1, 1, 1, 1, 2], strides: [0, 0, 0, 0, 0, -2] };

  it('read through negative strides', () => {
    const y = new Float64Array(2);
    gatherStrided({ x: floats(5, 6, 7, 8), y, xLength: 4, ...view });
    expect([...y]).toEqual([8, 6]);
  });

  it('write through them and leave the rest', () => {
    const y = floats(9, 9, 9, 9);
    scatterStrided({ x: floats(1, 2), y, yLength: 4, ...view, accumulate: false });
    expect([...y]).toEqual([9, 2, 9, 1]);
    scatterStrided({ x: floats(1, 2), y, yLength: 4, ...view, accumulate: true });
    expect([...y]).toEqual([9, 4, 9, 2]);
  });
});
