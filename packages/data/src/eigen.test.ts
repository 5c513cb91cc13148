import { createReferenceBackend } from '@evenkeel/kernels';
import { generator, setBackend } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { symmetricEigen } from './eigen.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

/** Largest elements, by magnitude, of A v_i - values[i] v_i and of V V^T - I. */
function faults(matrix: ArrayLike<number>, n: number): { residual: number; skew: number } {
  const { values, vectors } = symmetricEigen(matrix, n);
  let residual = 0;
  let skew = 0;
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < n; j += 1) {
      let image = 0;
      let product = 0;
      for (let k = 0; k < n; k += 1) {
        image += matrix[j * n + k]! * vectors[i * n + k]!;
        product += vectors[i * n + k]! * vectors[j * n + k]!;
      }
      residual = Math.max(residual, Math.abs(image - values[i]! * vectors[i * n + j]!));
      skew = Math.max(skew, Math.abs(product - +(i === j)));
    }
  }
  return { residual, skew };
}

/** B B^T of a random B [n, rank]. */
function gram(n: number, rank: number): Float64Array {
  const b = generator(n).normal([n, rank]).dataSync();
  const product = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1)
    for (let j = 0; j < n; j += 1)
      for (let k = 0; k < rank; k += 1) product[i * n + j]! += b[i * rank + k]! * b[j * rank + k]!;
  return product;
}

describe('symmetricEigen', () => {
  it.each([
    [1, 1],
    [2, 2],
    [3, 3],
    [17, 17],
    [60, 60],
    [40, 5],
  ])('decomposes a matrix of %i rows and rank %i', (n, rank) => {
    const matrix = gram(n, rank);
    const { residual, skew } = faults(matrix, n);
    const scale = Math.max(...matrix.map(Math.abs));
    expect(residual / scale).toBeLessThan(1e-13);
    expect(skew).toBeLessThan(1e-13);
    const { values } = symmetricEigen(matrix, n);
    expect([...values]).toEqual([...values].sort((a, b) => b - a));
    expect(values.filter((value) => value > 1e-12 * scale)).toHaveLength(rank);
  });

  it('knows the second difference: values 2 - 2 cos(pi k / (n + 1))', () => {
    const n = 25;
    const matrix = new Float64Array(n * n);
    for (let i = 0; i < n; i += 1) {
      matrix[i * n + i] = 2;
      if (i > 0) matrix[i * n + i - 1] = -1;
    }
    const { values } = symmetricEigen(matrix, n);
    values.forEach((value, i) =>
      expect(value).toBeCloseTo(2 - 2 * Math.cos((Math.PI * (n - i)) / (n + 1)), 12),
    );
  });

  it('takes negative and equal values, zero matrices, and none at all', () => {
    expect(symmetricEigen([-1, 0, 0, 0, 3, 0, 0, 0, -1], 3)).toEqual({
      values: Float64Array.of(3, -1, -1),
      vectors: Float64Array.of(0, 1, 0, 1, 0, 0, 0, 0, 1),
    });
    expect([...symmetricEigen(new Float64Array(4), 2).values]).toEqual([0, 0]);
    expect(symmetricEigen([], 0).values).toHaveLength(0);
    const { values } = symmetricEigen([0, 7, 4, 0], 2);
    expect(values[0]).toBeCloseTo(4, 13);
    expect(values[1]).toBeCloseTo(-4, 13);
  });

  it('refuses what is no matrix of numbers', () => {
    expect(() => symmetricEigen([1, 2, 3], 2)).toThrow(
      'symmetricEigen: matrix must be of n x n elements for n 2, got 3 elements.',
    );
    expect(() => symmetricEigen([1, 0, Number.NaN, 1], 2)).toThrow(
      'symmetricEigen: matrix must be of finite numbers, got NaN in row 1, column 0.',
    );
  });
});
