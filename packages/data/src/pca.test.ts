import { createReferenceBackend } from '@evenkeel/kernels';
import {
  generator,
  matmul,
  mean,
  setBackend,
  square,
  sub,
  sum,
  tensor,
  tidy,
  type Tensor,
} from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { covariance } from './covariance.js';
import { drawDigits } from './digits/draw-digits.js';
import { loader } from './loader.js';
import { pca } from './pca.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

/** 200 examples of 6 numbers that depend on each other. */
function examples(): Tensor {
  return matmul(generator(1).normal([200, 6], 0.3), generator(2).normal([6, 6]));
}

/** Leading eigenvectors by orthogonal iteration: another algorithm than that of `pca`. */
function byIteration(matrix: Float64Array, size: number, count: number): Float64Array[] {
  const found: Float64Array[] = [];
  for (let k = 0; k < count; k += 1) {
    let v = Float64Array.from({ length: size }, (_, i) => Math.cos(i + k));
    for (let round = 0; round < 3000; round += 1) {
      v = v.map((_, i) => v.reduce((s, x, j) => s + matrix[i * size + j]! * x, 0));
      for (const other of found) {
        const along = v.reduce((s, x, i) => s + x * other[i]!, 0);
        v = v.map((x, i) => x - along * other[i]!);
      }
      const length = Math.sqrt(v.reduce((s, x) => s + x * x, 0));
      v = v.map((x) => x / length);
    }
    found.push(v);
  }
  return found;
}

const errorOf = (x: Tensor, y: Tensor): number => mean(sum(square(sub(x, y)), [-1])).item();

describe('pca', () => {
  it('finds the components that orthogonal iteration finds', () => {
    const x = examples();
    const { components, variances } = pca([{ x }], { components: 3 });
    const matrix = covariance([{ x }]).covariance;
    byIteration(matrix, 6, 3).forEach((v, k) => {
      const own = components.subarray(6 * k, 6 * k + 6);
      expect(Math.abs(v.reduce((s, value, i) => s + value * own[i]!, 0))).toBeCloseTo(1, 9);
      const image = v.map((_, i) => v.reduce((s, value, j) => s + matrix[i * 6 + j]! * value, 0));
      expect(v.reduce((s, value, i) => s + value * image[i]!, 0)).toBeCloseTo(variances[k]!, 9);
    });
  });

  it.each([1, 2, 5])('leaves the variance that %i components do not hold', (components) => {
    const x = examples();
    const basis = pca([{ x }], { components });
    const code = basis.encode(x);
    expect(code.shape).toEqual([200, components]);
    const held = basis.variances.reduce((a, b) => a + b, 0);
    expect(errorOf(x, basis.decode(code))).toBeCloseTo(basis.totalVariance - held, 9);
  });

  it('gives everything back with all components', () => {
    const x = examples();
    const basis = pca([{ x }]);
    expect(errorOf(x, basis.decode(basis.encode(x)))).toBeLessThan(1e-20);
  });

  it('takes the images of a loader', () => {
    const set = drawDigits({ count: 40 });
    const basis = tidy(() => pca(loader(set, { batch: 15, shuffle: false }), { components: 2 }));
    const { x } = loader(set, { batch: 3 }).next();
    expect(basis.decode(basis.encode(x)).shape).toEqual([3, 784]);
  });

  it('refuses what does not fit', () => {
    const x = tensor([
      [1, 2],
      [3, 4],
    ]);
    expect(() => pca([{ x }], { components: 3 })).toThrow(
      'pca: components must be a whole number from 1 to 2, the numbers of an example, got 3.',
    );
    expect(() => pca([{ x }]).encode(tensor([[1, 2, 3]]))).toThrow(
      'pca.encode: x must be [N, ...] of 2 numbers an example, got [1, 3].',
    );
  });
});
