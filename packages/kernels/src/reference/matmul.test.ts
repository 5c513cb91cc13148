import { describe, expect, it } from 'vitest';
import { matmul } from './matmul.js';

const floats = (...values: number[]): Float64Array => Float64Array.from(values);

describe('matmul', () => {
  const base = {
    bias: null,
    batch: 1,
    aBatch: 1,
    bBatch: 1,
    m: 2,
    n: 2,
    k: 3,
    activation: 'none',
  } as const;
  // [[1, 2, 3], [4, 5, 6]] times [[1, 0], [2, 1], [0, 3]] is [[5, 11], [14, 23]].
  const left = floats(1, 2, 3, 4, 5, 6);
  const leftT = floats(1, 4, 2, 5, 3, 6);
  const right = floats(1, 0, 2, 1, 0, 3);
  const rightT = floats(1, 2, 0, 0, 1, 3);

  it.each([
    { a: left, b: right, transposeA: false, transposeB: false },
    { a: leftT, b: right, transposeA: true, transposeB: false },
    { a: left, b: rightT, transposeA: false, transposeB: true },
    { a: leftT, b: rightT, transposeA: true, transposeB: true },
  ])('transposes as asked', (operands) => {
    const c = new Float64Array(4);
    matmul({ ...base, ...operands, c });
    expect([...c]).toEqual([5, 11, 14, 23]);
  });

  it('adds the bias before the activation and shares one matrix over the batch', () => {
    const c = new Float64Array(4);
    const args = { ...base, bias: floats(-8), batch: 2, aBatch: 1, bBatch: 2, m: 2, n: 1, k: 1 };
    matmul({
      ...args,
      a: floats(1, 2),
      b: floats(3, 5),
      c,
      transposeA: false,
      transposeB: false,
      activation: 'relu',
    });
    expect([...c]).toEqual([0, 0, 0, 2]);
  });
});
