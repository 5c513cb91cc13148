import { createReferenceBackend } from '@evenkeel/kernels';
import { generator, setBackend } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { precisionRecallF1 } from './precision-recall-f1.js';

beforeAll(() => {
  setBackend(createReferenceBackend({ precision: 'float64' }));
});

describe('precisionRecallF1', () => {
  it('scores three classes, by hand', () => {
    // Class 0: 4 of 5 found, 2 answers wrong. Class 1: 1 of 3, 1 wrong. Class 2: 2 of 2, 1 wrong.
    const scores = precisionRecallF1([
      [4, 1, 0],
      [1, 1, 1],
      [0, 0, 2],
    ]);
    expect(scores.perClass).toEqual([
      { precision: 4 / 5, recall: 4 / 5, f1: 8 / 10, support: 5 },
      { precision: 1 / 2, recall: 1 / 3, f1: 2 / 5, support: 3 },
      { precision: 2 / 3, recall: 2 / 2, f1: 4 / 5, support: 2 },
    ]);
    expect(scores.micro).toEqual({ precision: 0.7, recall: 0.7, f1: 0.7 });
    expect(scores.macro.precision).toBeCloseTo((4 / 5 + 1 / 2 + 2 / 3) / 3, 14);
    expect(scores.macro.recall).toBeCloseTo((4 / 5 + 1 / 3 + 1) / 3, 14);
    expect(scores.macro.f1).toBeCloseTo((0.8 + 0.4 + 0.8) / 3, 14);
    expect(scores.weighted.precision).toBeCloseTo((5 * 0.8 + 3 * 0.5 + (2 * 2) / 3) / 10, 14);
    expect(scores.weighted.recall).toBeCloseTo(0.7, 14);
    expect(scores.weighted.f1).toBeCloseTo((5 * 0.8 + 3 * 0.4 + 2 * 0.8) / 10, 14);
  });

  it('takes 0 / 0 as it is told', () => {
    // Class 1 is there and never answered; class 2 is neither there nor answered.
    const counts = [
      [2, 0, 0],
      [2, 0, 0],
      [0, 0, 0],
    ];
    const zero = precisionRecallF1(counts);
    expect(zero.perClass[1]).toEqual({ precision: 0, recall: 0, f1: 0, support: 2 });
    expect(zero.perClass[2]).toEqual({ precision: 0, recall: 0, f1: 0, support: 0 });
    expect(zero.macro.precision).toBeCloseTo(0.5 / 3, 14);
    const one = precisionRecallF1(counts, { zeroDivision: 1 });
    expect(one.perClass[1]).toEqual({ precision: 1, recall: 0, f1: 0, support: 2 });
    expect(one.perClass[2]).toEqual({ precision: 1, recall: 1, f1: 1, support: 0 });
    expect(one.weighted.precision).toBe(0.75);
    const without = precisionRecallF1(counts, { zeroDivision: 'exclude' });
    expect(without.perClass[1]).toEqual({ precision: NaN, recall: 0, f1: 0, support: 2 });
    expect(without.macro).toEqual({ precision: 0.5, recall: 0.5, f1: (2 / 3 + 0) / 2 });
    expect(without.weighted.precision).toBe(0.5);
  });

  it('scores no rows at all', () => {
    const none = { precision: 0, recall: 0, f1: 0 };
    const scores = precisionRecallF1([[0, 0], [0, 0]]); // prettier-ignore
    expect(scores).toMatchObject({ macro: none, weighted: none, micro: none });
    const excluded = precisionRecallF1([[0]], { zeroDivision: 'exclude' });
    const nothing = { precision: NaN, recall: NaN, f1: NaN };
    expect(excluded).toMatchObject({ macro: nothing, weighted: nothing, micro: nothing });
  });

  it('micro and weighted recall are the accuracy; F1 lies between precision and recall', () => {
    for (let seed = 0; seed < 20; seed += 1) {
      const size = 1 + (seed % 6);
      const draws = generator(seed)
        .uniform([size * size], 0, 9)
        .dataSync();
      const counts = Array.from({ length: size }, (_, t) =>
        Array.from(draws.subarray(t * size, (t + 1) * size), Math.floor),
      );
      const total = counts.flat().reduce((a, b) => a + b);
      if (total === 0) continue;
      const accuracy = counts.reduce((sum, row, c) => sum + row[c]!, 0) / total;
      const { perClass, micro, weighted } = precisionRecallF1(counts);
      expect(micro).toEqual({ precision: accuracy, recall: accuracy, f1: accuracy });
      expect(weighted.recall).toBeCloseTo(accuracy, 12);
      for (const { precision, recall, f1 } of perClass) {
        expect(f1).toBeLessThanOrEqual(Math.max(precision, recall) + 1e-12);
        expect(f1).toBeGreaterThanOrEqual(Math.min(precision, recall) - 1e-12);
      }
      const scaled = precisionRecallF1(counts.map((row) => row.map((n) => 3 * n)));
      perClass.forEach(({ f1 }, c) => expect(scaled.perClass[c]!.f1).toBeCloseTo(f1, 12));
    }
  });

  it('refuses what makes no sense', () => {
    const cases: [() => unknown, string][] = [
      [() => precisionRecallF1([]), 'counts must be square, [classes][classes], got [].'],
      [
        () => precisionRecallF1([[1, 2], [3]]),
        'counts must be square, [classes][classes], got 1 in row 1 of 2.',
      ],
      [() => precisionRecallF1([[-1]]), 'counts must be finite and not negative, got -1.'],
      [() => precisionRecallF1([[NaN]]), 'counts must be finite and not negative, got NaN.'],
      [
        () => precisionRecallF1([[1]], { zeroDivision: 2 }),
        "zeroDivision must be from 0 to 1, or 'exclude', got 2.",
      ],
    ];
    for (const [run, complaint] of cases) expect(run).toThrow(`precisionRecallF1: ${complaint}`);
  });
});
