import { createReferenceBackend } from '@evenkeel/kernels';
import { generator, memory, setBackend, tensor, tidy, type Tensor } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { covariance } from './covariance.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float32' })));

/** The definition, in two passes of float64. */
function defined(values: ArrayLike<number>, size: number): { mean: number[]; matrix: number[] } {
  const rows = values.length / size;
  const at = (n: number, i: number): number => values[n * size + i]!;
  const over = (f: (n: number) => number): number =>
    Array.from({ length: rows }, (_, n) => f(n)).reduce((a, b) => a + b, 0) / rows;
  const mean = Array.from({ length: size }, (_, i) => over((n) => at(n, i)));
  const matrix = Array.from({ length: size * size }, (_, k) => {
    const [i, j] = [Math.floor(k / size), k % size];
    return over((n) => (at(n, i) - mean[i]!) * (at(n, j) - mean[j]!));
  });
  return { mean, matrix };
}

function* rowsOf(values: Float32Array, shape: readonly number[], sizes: readonly number[]) {
  const size = shape.reduce((a, b) => a * b, 1);
  let start = 0;
  for (const rows of sizes) {
    const part = values.slice(start * size, (start + rows) * size);
    start += rows;
    yield { x: tensor(part, { shape: [rows, ...shape] }) };
  }
}

describe('covariance', () => {
  it('equals its definition, whatever the batches', () => {
    const values = generator(3).normal([50, 2, 3], 1, 2).dataSync() as Float32Array;
    const { mean, matrix } = defined(values, 6);
    for (const sizes of [[50], [20, 20, 10], [1, 0, 49]]) {
      const result = covariance(rowsOf(values, [2, 3], sizes));
      expect(result).toMatchObject({ count: 50, size: 6 });
      result.mean.forEach((value, i) => expect(value).toBeCloseTo(mean[i]!, 10));
      result.covariance.forEach((value, i) => expect(value).toBeCloseTo(matrix[i]!, 5));
    }
  });

  it('survives a mean of 1e3 with a deviation of 1e-2', () => {
    const values = generator(4).normal([400, 2], 1000, 0.01).dataSync() as Float32Array;
    const { matrix } = defined(values, 2);
    const result = covariance(rowsOf(values, [2], [100, 300])).covariance;
    result.forEach((value, i) => expect(Math.abs(value - matrix[i]!)).toBeLessThan(1e-8));
  });

  it('frees what it makes', () => {
    tidy(() => {
      const x = tensor([[1, 2]]);
      const before = memory().tensors;
      covariance([{ x }, { x }]);
      expect(memory().tensors).toBe(before);
    });
  });

  it('refuses no examples, and examples of two sizes', () => {
    const of = (...list: Tensor[]) => covariance(list.map((x) => ({ x })));
    expect(() => of()).toThrow('covariance: examples must be at least one, got none.');
    expect(() => of(tensor([[1, 2]]), tensor([[1, 2, 3]]))).toThrow(
      'covariance: examples must be 2 numbers each, got 3.',
    );
  });
});
