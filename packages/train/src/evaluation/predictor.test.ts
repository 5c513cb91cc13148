import { createReferenceBackend } from '@evenkeel/kernels';
import { dropout, linear, sequential } from '@evenkeel/layers';
import {
  full,
  memory,
  setBackend,
  softmax,
  sum,
  tensor,
  tidy,
  type Tensor,
} from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { tinyRun, validation } from '../../test/tiny-run.js';
import { augmented, ensemble, predictor } from './predictor.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

const numbers = (x: Tensor): number[] => Array.from(x.dataSync());
const near = (got: readonly number[], expected: readonly number[]): void => {
  expect(got).toHaveLength(expected.length);
  got.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 12));
};

describe('predictor', () => {
  it('is the softmax in evaluation mode, and gives each part its mode back', () => {
    const model = sequential(linear(2, 3), dropout({ rate: 0.9 }), linear(3, 4));
    const x = tensor([[1, 2]]);
    const plain = predictor(model)(x);
    expect(plain.requiresGrad).toBe(false);
    expect(model.training).toBe(true);
    model.layers[1].eval();
    near(numbers(predictor(model)(x)), numbers(plain));
    expect(model.modules().map(({ training }) => training)).toEqual([true, true, false, true]);
    near(numbers(plain), numbers(softmax(model.eval().forward(x), -1)));
  });

  it('divides the logits by the temperature', () => {
    const model = sequential(linear(1, 2, { init: (shape) => tensor([[0, 6]], { shape }) }));
    const [, sure] = numbers(predictor(model, { temperature: 2 })(tensor([[1]])));
    expect(sure).toBeCloseTo(1 / (1 + Math.exp(-3)), 12);
    for (const temperature of [0, -1, Number.NaN, Infinity]) {
      expect(() => predictor(model, { temperature })).toThrow(
        `predictor: temperature must be a finite number above 0, got ${temperature}.`,
      );
    }
  });
});

describe('ensemble and augmented', () => {
  const x = tensor.bind(null, [[1], [2]]);

  it('average probabilities', () => {
    const models = [1, 2, 3].map((k) => predictor(tinyRun(k).model));
    const { x: images } = validation().next();
    const each = models.map((predict) => numbers(predict(images)));
    const mean = each[0]!.map((_, i) => (each[0]![i]! + each[1]![i]! + each[2]![i]!) / 3);
    expect(mean.length).toBeGreaterThan(0);
    near(numbers(ensemble(models)(images)), mean);
    near(
      numbers(
        augmented((v) => v, [(v) => v, (v) => tidy(() => sum(v, 1, { keepDims: true }))])(x()),
      ),
      [1, 2],
    );
  });

  it('leave nothing behind', () => {
    const many = ensemble(
      Array.from({ length: 5 }, () => (v: Tensor) => full([v.shape[0]!, 2], 0.5)),
    );
    const images = x();
    const before = memory().tensors;
    many(images).dispose();
    expect(memory().tensors).toBe(before);
  });

  it('refuse nothing to average, and classes that differ', () => {
    expect(() => ensemble([])).toThrow(
      'ensemble: predictors must be a list of at least one, got an empty one.',
    );
    expect(() => augmented((v) => v, [])).toThrow(
      'augmented: views must be a list of at least one, got an empty one.',
    );
    const of = (classes: number) => (v: Tensor) => full([v.shape[0]!, classes], 1 / classes);
    expect(() => ensemble([of(2), of(3)])(x())).toThrow(
      'ensemble: probabilities must be [2, 2] as of the one before, got [2, 3].',
    );
  });
});
