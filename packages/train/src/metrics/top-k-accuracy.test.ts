import { createReferenceBackend } from '@evenkeel/kernels';
import { setBackend, tensor } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { classes, drawn } from '../../test/drawn-answers.js';
import { topKAccuracy } from './top-k-accuracy.js';

beforeAll(() => {
  setBackend(createReferenceBackend({ precision: 'float64' }));
});

describe('topKAccuracy', () => {
  it('counts rows whose class is among the k largest, by hand', () => {
    const output = tensor([
      [0.1, 0.2, 0.3, 0.4],
      [0.4, 0.3, 0.2, 0.1],
      [0.25, 0.25, 0.25, 0.25],
    ]);
    const values = [1, 2, 3, 4].map((k) => {
      const metric = topKAccuracy(k);
      metric.add(output, classes(2, 2, 1));
      return metric.value;
    });
    // Ranks 1, 2 and, as the second of equals, 1.
    expect(values).toEqual([0, 2 / 3, 1, 1]);
  });

  it('puts NaN last, and a right class behind a NaN where it is', () => {
    const metric = topKAccuracy(1);
    metric.add(
      tensor([
        [NaN, -1],
        [NaN, -1],
      ]),
      classes(0, 1),
    );
    expect(metric.value).toBe(0.5);
  });

  it('is what sorting gives, grows with k, and does not care how rows are batched', () => {
    for (let seed = 0; seed < 20; seed += 1) {
      const count = 2 + (seed % 6);
      const { output, labels } = drawn(seed, 12, count);
      const sorted = output.map((row) =>
        row.map((_, c) => c).toSorted((a, b) => row[b]! - row[a]! || a - b),
      );
      let before = 0;
      for (let k = 1; k <= count; k += 1) {
        const whole = topKAccuracy(k);
        const pieces = topKAccuracy(k);
        whole.add(tensor(output), classes(...labels));
        for (const [from, to] of [
          [0, 1],
          [1, 8],
          [8, 12],
        ] as const) {
          // prettier-ignore
          pieces.add(tensor(output.slice(from, to)), classes(...labels.slice(from, to)));
        }
        const right = labels.filter((label, n) => sorted[n]!.slice(0, k).includes(label)).length;
        expect(whole.value).toBe(right / 12);
        expect([pieces.value, pieces.count]).toEqual([whole.value, 12]);
        expect(whole.value).toBeGreaterThanOrEqual(before);
        before = whole.value;
      }
      expect(before).toBe(1);
    }
  });

  it('leaves ignored rows out, takes pixels, and starts anew', () => {
    const metric = topKAccuracy(1, { ignoreIndex: 255 });
    const image = tensor([[[[3, 1], [3, 1]], [[1, 3], [3, 1]]]]); // prettier-ignore
    metric.add(image, tensor(Int32Array.of(0, 255, 1, 1), { shape: [1, 2, 2] }));
    expect([metric.value, metric.count]).toEqual([2 / 3, 3]);
    metric.reset();
    expect([metric.value, metric.count]).toEqual([NaN, 0]);
  });

  it('refuses what makes no sense', () => {
    for (const k of [0, 1.5, NaN]) {
      expect(() => topKAccuracy(k)).toThrow(
        `topKAccuracy: k must be a whole number from 1 on, got ${k}.`,
      );
    }
    const metric = topKAccuracy(3);
    expect(() => metric.add(tensor([[1, 2]]), classes(0))).toThrow(
      'topKAccuracy: output must be [..., classes] with 3 classes or more, got [1, 2].',
    );
    const output = tensor([[1, 2, 3]]);
    expect(() => metric.add(output, classes(0, 1))).toThrow(
      'topKAccuracy: y must be [1], a class for each row of output, got [2].',
    );
    expect(() => metric.add(output, classes(3))).toThrow(
      'topKAccuracy: y must be from 0 to 2, got 3.',
    );
    expect(metric.count).toBe(0);
  });
});
