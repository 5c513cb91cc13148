import { createReferenceBackend } from '@evenkeel/kernels';
import { mean, memory, setBackend, square, tensor } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { tinyRun, validation } from '../test/tiny-run.js';
import { evaluate } from './evaluate.js';
import { evaluatePredictions } from './evaluation/evaluate-predictions.js';
import { predictor } from './evaluation/predictor.js';
import { confusionMatrix } from './metrics/confusion-matrix.js';
import { topKAccuracy } from './metrics/top-k-accuracy.js';

beforeAll(() => {
  setBackend(createReferenceBackend({ precision: 'float32' }));
});

describe('evaluate', () => {
  it('weighs each batch by its examples', async () => {
    const { model } = tinyRun();
    const whole = await evaluate(model, validation());
    const { loader } = await import('@evenkeel/data');
    const once = await evaluate(model, loader(validation().dataset, { batch: 24, shuffle: false }));
    expect(whole.accuracy).toBe(once.accuracy);
    expect(whole.loss).toBeCloseTo(once.loss, 6);
    expect(whole.count).toBe(24);
  });

  it('takes running statistics and changes nothing', async () => {
    const { model } = tinyRun();
    const before = model.stateDict();
    const data = validation();
    const first = await evaluate(model, data);
    expect(await evaluate(model, data)).toEqual(first);
    expect(model.stateDict()).toEqual(before);
    expect(model.training).toBe(true);
  });

  it('restores the mode after an error', async () => {
    const { model } = tinyRun();
    const loss = () => {
      throw new Error('no loss');
    };
    await expect(evaluate(model, validation(), { loss })).rejects.toThrow('no loss');
    expect(model.training).toBe(true);
  });

  it('takes another loss, and leaves no tensors', async () => {
    const { model } = tinyRun();
    await evaluate(model, validation());
    const before = memory().tensors;
    const { loss } = await evaluate(model, validation(), {
      loss: (output) => mean(square(output)),
    });
    expect(loss).toBeGreaterThan(0);
    expect(memory().tensors).toBe(before);
  });

  it('stops when a signal says so', async () => {
    const { model } = tinyRun();
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(evaluate(model, validation(), { signal })).rejects.toThrow('enough');
  });

  it('refuses data without batches', async () => {
    await expect(evaluate(tinyRun().model, [])).rejects.toThrow(
      'evaluate: data must have at least one batch, got none.',
    );
  });
});

describe('metrics', () => {
  it('are filled with the data of one pass alone', async () => {
    const { model } = tinyRun();
    const metrics = { matrix: confusionMatrix(2), top: topKAccuracy(1), both: topKAccuracy(2) };
    metrics.matrix.add(tensor(Int32Array.of(0)), tensor(Int32Array.of(1)));
    const { accuracy } = await evaluate(model, validation(), { metrics: Object.values(metrics) });
    const { counts, count } = metrics.matrix;
    expect(count).toBe(24);
    expect((counts[0]![0]! + counts[1]![1]!) / 24).toBe(accuracy);
    expect([metrics.top.value, metrics.both.value]).toEqual([accuracy, 1]);
    const options = { metrics: [metrics.matrix] };
    await evaluatePredictions(predictor(model), validation(), options);
    expect(metrics.matrix.counts).toEqual(counts);
  });
});
