import { createReferenceBackend } from '@evenkeel/kernels';
import { summary } from '@evenkeel/layers';
import { generator, setBackend } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { autoencoder } from './autoencoder.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

describe('autoencoder', () => {
  it("is the paper's net", () => {
    const model = autoencoder({ sizes: [784, 1000, 500, 250, 30] });
    const widths = [784, 1000, 500, 250, 30];
    const half = widths.slice(1).map((units, i) => units * widths[i]!);
    const weights = 2 * half.reduce((a, b) => a + b, 0);
    const biases = 2 * (1000 + 500 + 250) + 30 + 784;
    expect(summary(model, [1, 28, 28, 1]).parameters).toBe(weights + biases);
    const kinds = model.modules().map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'Linear')).toHaveLength(8);
    expect(kinds.filter((kind) => kind === 'sigmoid')).toHaveLength(6);
  });

  it.each(['sigmoid', 'linear'] as const)('has the loss of its %s output', (output) => {
    const model = autoencoder({ sizes: [6, 4, 2], output });
    const x = generator(1).uniform([5, 2, 3]);
    const back = model.forward(x);
    expect(back.shape).toEqual([5, 2, 3]);
    expect(model.decode(model.encode(x)).dataSync()).toEqual(back.dataSync());
    const [a, b] = [x.dataSync(), back.dataSync()];
    const terms = Array.from(a, (value, i) =>
      output === 'sigmoid'
        ? -(value * Math.log(b[i]!) + (1 - value) * Math.log(1 - b[i]!))
        : (value - b[i]!) ** 2 / 2,
    );
    const expected = terms.reduce((sum, term) => sum + term, 0) / 5;
    expect(model.loss(x).item()).toBeCloseTo(expected, 10);
    model.loss(x).backward();
    for (const p of model.parameters()) expect(p.grad?.shape).toEqual(p.shape);
  });

  it('may have a logistic code', () => {
    const x = generator(1).uniform([5, 6]);
    const code = autoencoder({ sizes: [6, 2], code: 'sigmoid' })
      .encode(x)
      .dataSync();
    for (const value of code) expect(value > 0 && value < 1).toBe(true);
  });

  it('refuses a single size', () => {
    expect(() => autoencoder({ sizes: [6] })).toThrow(
      'autoencoder: sizes must be at least the numbers of inputs and of the code, got [6].',
    );
  });
});
