import { createReferenceBackend } from '@evenkeel/kernels';
import { linear, sequential } from '@evenkeel/layers';
import { generator, setBackend, tensor, type Tensor } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { tinyRun, validation } from '../../test/tiny-run.js';
import { evaluate } from '../evaluate.js';
import { evaluatePredictions } from './evaluate-predictions.js';
import { predictor } from './predictor.js';
import { fitTemperature } from './temperature.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

const labeled = (x: number[][], y: number[]) => [{ x: tensor(x), y: tensor(Int32Array.from(y)) }];
const asGiven = (x: Tensor): Tensor => x;

describe('evaluatePredictions', () => {
  it('agrees with evaluate', async () => {
    const { model } = tinyRun();
    const { accuracy, loss, count } = await evaluate(model, validation());
    const result = await evaluatePredictions(predictor(model), validation());
    expect(result).toMatchObject({ accuracy, count });
    expect(result.loss).toBeCloseTo(loss, 12);
  });

  it('bins confidence: four answers, by hand', async () => {
    const data = labeled(
      [
        [0.9, 0.1],
        [0.3, 0.7],
        [0.8, 0.2],
        [0.5, 0.5],
      ],
      [0, 0, 0, 0],
    );
    const { accuracy, loss, calibration } = await evaluatePredictions(asGiven, data, { bins: 5 });
    expect(accuracy).toBe(0.75);
    const logs = [0.9, 0.3, 0.8, 0.5].map(Math.log);
    expect(loss).toBeCloseTo(-logs.reduce((a, b) => a + b) / 4, 12);
    // 0.9 in (0.8, 1], 0.7 and 0.8 in (0.6, 0.8], 0.5 in (0.4, 0.6].
    expect(calibration.bins.map(({ count }) => count)).toEqual([0, 0, 1, 2, 1]);
    expect(calibration.bins[3]!.confidence).toBeCloseTo(0.75, 12);
    expect(calibration.bins[3]!.accuracy).toBe(0.5);
    expect(calibration.bins[3]!.from).toBeCloseTo(0.6, 12);
    expect(calibration.expectedError).toBeCloseTo((0.5 + 2 * 0.25 + 0.1) / 4, 12);
    expect(calibration.maximumError).toBeCloseTo(0.5, 12);
  });

  it('finds honest probabilities honest', async () => {
    const draws = generator(1).uniform([20_000, 2]).dataSync();
    const x: number[][] = [];
    const y: number[] = [];
    for (let i = 0; i < draws.length; i += 2) {
      x.push([draws[i]!, 1 - draws[i]!]);
      y.push(draws[i + 1]! < draws[i]! ? 0 : 1);
    }
    const { calibration } = await evaluatePredictions(asGiven, labeled(x, y));
    expect(calibration.expectedError).toBeLessThan(0.015);
  });

  it('refuses what makes no sense', async () => {
    await expect(evaluatePredictions(asGiven, [])).rejects.toThrow(
      'evaluatePredictions: data must have examples, got none.',
    );
    await expect(evaluatePredictions(asGiven, [], { bins: 0 })).rejects.toThrow(
      'evaluatePredictions: bins must be a whole number from 1 on, got 0.',
    );
    await expect(evaluatePredictions(asGiven, labeled([[0.5, 0.5]], [2]))).rejects.toThrow(
      'evaluatePredictions: y must be from 0 to 1, got 2.',
    );
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(evaluatePredictions(asGiven, labeled([[1]], [0]), { signal })).rejects.toThrow(
      'enough',
    );
  });
});

/** Logits are what comes in, times `scale`. */
const passing = (scale: number) =>
  sequential(
    linear(3, 3, {
      init: (shape) => tensor([scale, 0, 0, 0, scale, 0, 0, 0, scale], { shape }),
    }),
  );

/** Classes drawn with the probabilities that the logits stand for. */
function honest(count: number) {
  const logits = generator(2).normal([count, 3], 0, 2).dataSync();
  const draws = generator(3).uniform([count]).dataSync();
  const x = Array.from({ length: count }, (_, n) => Array.from(logits.slice(3 * n, 3 * n + 3)));
  const y = x.map((row, n) => {
    const weights = row.map(Math.exp);
    let left = draws[n]! * weights.reduce((a, b) => a + b);
    return weights.findIndex((weight) => (left -= weight) < 0);
  });
  return labeled(x, y);
}

describe('fitTemperature', () => {
  it('undoes the scale of logits', async () => {
    const data = honest(4000);
    const one = await fitTemperature(passing(1), data);
    expect(Math.abs(one - 1)).toBeLessThan(0.05);
    for (const scale of [0.25, 5]) {
      expect(await fitTemperature(passing(scale), data)).toBeCloseTo(scale * one, 6);
    }
  });

  it('lowers loss and calibration error, and changes no answer', async () => {
    const data = honest(2000);
    const model = passing(4);
    const before = await evaluatePredictions(predictor(model), data);
    const temperature = await fitTemperature(model, data);
    const after = await evaluatePredictions(predictor(model, { temperature }), data);
    expect(after.accuracy).toBe(before.accuracy);
    expect(after.loss).toBeLessThan(before.loss);
    expect(after.calibration.expectedError).toBeLessThan(before.calibration.expectedError / 3);
    for (const near of [0.99, 1.01]) {
      const other = predictor(model, { temperature: temperature * near });
      expect((await evaluatePredictions(other, data)).loss).toBeGreaterThan(after.loss);
    }
  });

  it('stays within its range where there is no best', async () => {
    expect(await fitTemperature(passing(1), labeled([[1, 0, 0]], [0]))).toBeCloseTo(0.01, 5);
    expect(await fitTemperature(passing(1), labeled([[1, 0, 0]], [1]))).toBeCloseTo(100, 3);
    expect(await fitTemperature(passing(1), labeled([[1, 1, 1]], [1]))).toBe(1);
  });

  it('refuses what makes no sense', async () => {
    await expect(fitTemperature(passing(1), [])).rejects.toThrow(
      'fitTemperature: data must have examples, got none.',
    );
    await expect(fitTemperature(passing(1), labeled([[1, 1, 1]], [-1]))).rejects.toThrow(
      'fitTemperature: y must be from 0 to 2, got -1.',
    );
  });
});
