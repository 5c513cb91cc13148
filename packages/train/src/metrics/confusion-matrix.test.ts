import { createReferenceBackend } from '@evenkeel/kernels';
import { memory, setBackend, tensor, type Tensor } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { classes, drawn } from '../../test/drawn-answers.js';
import { confusionMatrix } from './confusion-matrix.js';
import { rightAnswers } from './right-answers.js';

beforeAll(() => {
  setBackend(createReferenceBackend({ precision: 'float64' }));
});

describe('confusionMatrix', () => {
  it('counts answers by right class, by hand', () => {
    const matrix = confusionMatrix(3);
    matrix.add(tensor([[2, 1, 0], [0, 1, 1], [0, 0, 1]]), classes(0, 2, 2)); // prettier-ignore
    matrix.add(classes(1, 1), classes(0, 1));
    expect(matrix.counts).toEqual([
      [1, 1, 0],
      [0, 1, 0],
      [0, 1, 1],
    ]);
    expect(matrix.count).toBe(5);
    matrix.reset();
    expect(matrix.count).toBe(0);
  });

  it('has the right answers on its diagonal and the classes in its rows', () => {
    for (let seed = 0; seed < 20; seed += 1) {
      const count = 2 + (seed % 5);
      const { output, labels } = drawn(seed, 15, count);
      const matrix = confusionMatrix(count);
      matrix.add(tensor(output), classes(...labels));
      const { counts } = matrix;
      const diagonal = counts.reduce((sum, row, c) => sum + row[c]!, 0);
      expect(diagonal).toBe(rightAnswers(tensor(output), classes(...labels)));
      expect(counts.map((row) => row.reduce((a, b) => a + b))).toEqual(
        counts.map((_, c) => labels.filter((label) => label === c).length),
      );
    }
  });

  it('leaves ignored rows out, whatever was answered, and no tensors behind', () => {
    const matrix = confusionMatrix(2, { ignoreIndex: -1 });
    const [answers, y] = [classes(7, 1), classes(-1, 1)];
    const output = tensor([[1, 0], [1, 0]]); // prettier-ignore
    const before = memory().tensors;
    matrix.add(answers, y);
    matrix.add(output, y);
    expect(memory().tensors).toBe(before);
    expect(matrix.counts).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });

  it('refuses what makes no sense, and counts nothing of it', () => {
    expect(() => confusionMatrix(0)).toThrow(
      'confusionMatrix: classes must be a whole number from 1 on, got 0.',
    );
    const matrix = confusionMatrix(2);
    const cases: [Tensor, Tensor, string][] = [
      [tensor([[1, 2, 3]]), classes(0), 'output must be [..., 2], got [1, 3].'],
      [tensor([[1, 2]]), classes(0, 1), 'y must be [1], a class for each row of output, got [2].'],
      [classes(0), classes(0, 1), 'y must be [1], a class for each row of output, got [2].'],
      [classes(0, 2), classes(0, 1), 'output must be from 0 to 1, got 2.'],
      [classes(0, 1), classes(0, -1), 'y must be from 0 to 1, got -1.'],
    ];
    for (const [output, y, complaint] of cases) {
      expect(() => matrix.add(output, y)).toThrow(`confusionMatrix: ${complaint}`);
    }
    expect(matrix.count).toBe(0);
  });
});
