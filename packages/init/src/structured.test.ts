import { createReferenceBackend } from '@evenkeel/kernels';
import { generator, setBackend, type Tensor } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { dirac, identity, orthogonal, sparse, truncatedNormal } from './index.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

const values = (x: Tensor) => [...x.dataSync()];
const mean = (list: readonly number[]) => list.reduce((a, b) => a + b, 0) / list.length;

describe('truncatedNormal', () => {
  it.each([
    [{}, 0, 0.8796256610342398],
    [{ mean: 0.5, std: 0.2, lower: 0.1, upper: 0.9 }, 0.5, 0.2 * 0.8796256610342398],
    [{ lower: 0, upper: 1e6 }, Math.sqrt(2 / Math.PI), Math.sqrt(1 - 2 / Math.PI)],
    [{ lower: 3, upper: 6 }, 3.2831, 0.26562],
    [{ lower: -0.1, upper: 0.1 }, 0, 0.0577],
  ])('%j has the moments that it names', (options, expectedMean, expectedStd) => {
    const initializer = truncatedNormal(options);
    const known = initializer.distribution([1]);
    const drawn = values(initializer([4000], generator(2)));
    const average = mean(drawn);
    expect(known.mean).toBeCloseTo(expectedMean, 4);
    expect(known.std).toBeCloseTo(expectedStd, 4);
    expect(Math.abs(average - known.mean)).toBeLessThan((4 * known.std) / Math.sqrt(4000));
    expect(Math.sqrt(mean(drawn.map((v) => (v - average) ** 2))) / known.std).toBeCloseTo(1, 1);
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(known.low);
    expect(Math.max(...drawn)).toBeLessThanOrEqual(known.high);
  });

  it('refuses intervals and deviations that cannot be', () => {
    expect(() => truncatedNormal({ std: 0 })).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: truncatedNormal: std must be a finite number above 0, got 0.]`,
    );
    expect(() => truncatedNormal({ lower: 1, upper: 1 })).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: truncatedNormal: upper must be above lower (1), got 1.]`,
    );
  });
});

describe('orthogonal', () => {
  it.each([
    [[6, 6], 1],
    [[8, 5], 1.5],
    [[4, 9], 1],
    [[3, 3, 2, 4], 0.5],
  ])('%j has orthogonal columns or rows of length %d', (shape, gain) => {
    const flat = values(orthogonal({ gain })(shape, generator(1)));
    const columns = shape.at(-1)!;
    const rows = flat.length / columns;
    const [count, length] = rows >= columns ? [columns, rows] : [rows, columns];
    const at = (vector: number, i: number) =>
      rows >= columns ? flat[i * columns + vector]! : flat[vector * columns + i]!;
    for (let a = 0; a < count; a++) {
      for (let b = 0; b < count; b++) {
        let product = 0;
        for (let i = 0; i < length; i++) product += at(a, i) * at(b, i);
        expect(product).toBeCloseTo(a === b ? gain * gain : 0, 12);
      }
    }
  });

  it('refuses vectors', () => {
    expect(() => orthogonal()([3], generator(1))).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: orthogonal: shape must be of at least 2 axes, got [3]. Vectors such as a bias have no fans: use zeros, constant, uniform or normal.]`,
    );
  });
});

describe('sparse', () => {
  it('has as many zeros in each row as asked, and a normal rest', () => {
    const flat = values(sparse({ sparsity: 0.25, std: 2 })([40, 10], generator(3)));
    const zeros = Array.from(
      { length: 40 },
      (_, row) => flat.slice(row * 10, row * 10 + 10).filter((value) => value === 0).length,
    );
    expect(new Set(zeros)).toEqual(new Set([3]));
    const rest = flat.filter((value) => value !== 0);
    expect(Math.sqrt(mean(rest.map((value) => value ** 2))) / 2).toBeCloseTo(1, 0);
    expect(values(sparse({ sparsity: 1 })([2, 2], generator(1)))).toEqual([0, 0, 0, 0]);
  });

  it('refuses what is no share or no matrix', () => {
    expect(() => sparse({ sparsity: 2 })).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: sparse: sparsity must be a number from 0 to 1, got 2.]`,
    );
    expect(() => sparse({ sparsity: 0 })([2], generator(1))).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: sparse: shape must be [in, out], got [2].]`,
    );
  });
});

describe('identity and dirac', () => {
  it('pass the input on', () => {
    expect(values(identity({ gain: 2 })([2, 3], generator(1)))).toEqual([2, 0, 0, 0, 2, 0]);
    const weight = values(dirac({ groups: 2 })([1, 3, 2, 4], generator(1)));
    const middle = [1, 0, 1, 0, 0, 1, 0, 1];
    expect(weight).toEqual([...Array<number>(8).fill(0), ...middle, ...Array<number>(8).fill(0)]);
    expect(identity().distribution([2, 2])).toEqual({
      kind: 'structured',
      mean: 0.5,
      std: 0.5,
      low: 0,
      high: 1,
    });
  });

  it('refuse shapes that are not theirs', () => {
    expect(() => identity()([2], generator(1))).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: identity: shape must be [in, out], got [2].]`,
    );
    expect(() => dirac()([2, 2], generator(1))).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: dirac: shape must be [KH, KW, C / groups, O], got [2, 2].]`,
    );
    expect(() =>
      dirac({ groups: 3 })([1, 1, 2, 4], generator(1)),
    ).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: dirac: groups must be a divisor of 4 outputs, got 3.]`,
    );
  });
});
