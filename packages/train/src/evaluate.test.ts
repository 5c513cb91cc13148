import { createReferenceBackend } from '@evenkeel/kernels';
import { loader, mixup, type Batch } from '@evenkeel/data';
import { linear } from '@evenkeel/layers';
import { reduceOnPlateau } from '@evenkeel/optim';
import {
  crossEntropy,
  mean,
  memory,
  noGrad,
  setBackend,
  square,
  sub,
  tensor,
  type Tensor,
} from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { tinyRun, validation } from '../test/tiny-run.js';
import { earlyStopping } from './callbacks/early-stopping.js';
import { keepBest } from './callbacks/keep-best.js';
import { plateauRate } from './callbacks/plateau-rate.js';
import { evaluate, type Model } from './evaluate.js';
import { evaluatePredictions } from './evaluation/evaluate-predictions.js';
import { predictor } from './evaluation/predictor.js';
import { fitTemperature } from './evaluation/temperature.js';
import { fit } from './fit/fit.js';
import { confusionMatrix } from './metrics/confusion-matrix.js';
import { rightAnswers } from './metrics/right-answers.js';
import { topKAccuracy } from './metrics/top-k-accuracy.js';

beforeAll(() => {
  setBackend(createReferenceBackend({ precision: 'float32' }));
});

describe('evaluate', () => {
  it('weighs each batch by its examples', async () => {
    const { model } = tinyRun();
    const whole = await evaluate(model, validation());
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

/** Batches of the tiny run whose labels are not classes of rows. */
const mixedLabels = () =>
  loader(validation().dataset, { batch: 6, shuffle: false, transform: mixup() });
const notClasses = (op: string) =>
  `${op}: y must be [6], a class for each row of output, got [6, 2]. ` +
  'Leave transforms that mix or smooth labels out of the data to evaluate on.';

/** The numbers of a model in evaluation mode, one list a row. */
function outputsOf(model: Model, x: Tensor): number[][] {
  const output = noGrad(() => model.eval().forward(x));
  model.train();
  const [rows, columns] = output.shape as [number, number];
  const all = Array.from(output.dataSync());
  return Array.from({ length: rows }, (_, row) => all.slice(row * columns, (row + 1) * columns));
}

/** -sum(y log softmax(output)) of each example, in float64, and the mean of them. */
function lossByHand(model: Model, batches: Iterable<Batch>): number {
  const losses = Array.from(batches).flatMap(({ x, y }) => {
    const targets = y.dataSync();
    return outputsOf(model, x).map((output, row) => {
      const logSum = Math.log(output.reduce((total, logit) => total + Math.exp(logit), 0));
      return output.reduce(
        (total, logit, i) => total + targets[row * output.length + i]! * (logSum - logit),
        0,
      );
    });
  });
  return losses.reduce((total, loss) => total + loss, 0) / losses.length;
}

describe('labels that are no classes', () => {
  it('are refused where answers are counted', async () => {
    const { model } = tinyRun();
    await expect(evaluate(model, mixedLabels())).rejects.toThrow(notClasses('evaluate'));
    await expect(evaluatePredictions(predictor(model), mixedLabels())).rejects.toThrow(
      notClasses('evaluatePredictions'),
    );
    await expect(fitTemperature(model, mixedLabels())).rejects.toThrow(
      notClasses('fitTemperature'),
    );
    const loss = (output: Tensor, y: Tensor) => crossEntropy(output, y);
    const metrics = [confusionMatrix(2)];
    await expect(evaluate(model, mixedLabels(), { loss, metrics })).rejects.toThrow(
      notClasses('confusionMatrix'),
    );
    expect(() => rightAnswers(tensor([[1, 0]]), tensor([0]))).toThrow(
      'rightAnswers: y must be int32 or uint8, a class for each row of output, got float32.',
    );
  });

  it('are refused by fit too, which keeps its model', async () => {
    const { model, optimizer, data } = tinyRun();
    const run = fit(model, { data, optimizer, steps: 1, validation: mixedLabels() });
    await expect(run).rejects.toThrow(notClasses('evaluate'));
    expect(model.training).toBe(true);
  });

  it('have a loss of their own, and no accuracy', async () => {
    const { model } = tinyRun();
    const loss = (output: Tensor, y: Tensor) => crossEntropy(output, y);
    const mixed = await evaluate(model, mixedLabels(), { loss });
    const byHand = lossByHand(model, mixedLabels());
    expect(mixed).toEqual({ accuracy: Number.NaN, loss: expect.closeTo(byHand, 6), count: 24 });
    const x = tensor([[[[1], [2]], [[3], [4]]]]); // prettier-ignore
    const y = tensor([[2, 0]]);
    const near = (output: Tensor, target: Tensor) => mean(square(sub(output, target)));
    const regression = await evaluate(model, [{ x, y }], { loss: near });
    const [[a, b]] = outputsOf(model, x) as [[number, number]];
    const distance = ((a - 2) ** 2 + b ** 2) / 2;
    expect(regression).toEqual({
      accuracy: Number.NaN,
      loss: expect.closeTo(distance, 6),
      count: 1,
    });
  });

  it('leave callbacks nothing to go by but the loss', async () => {
    const loss = (output: Tensor, y: Tensor) => crossEntropy(output, y);
    for (const [name, callback] of [
      ['keepBest', keepBest()],
      ['earlyStopping', earlyStopping({ metric: 'accuracy' })],
      ['plateauRate', plateauRate(reduceOnPlateau({ baseLr: 0.1, mode: 'max' }), 'accuracy')],
    ] as const) {
      const { model, optimizer, data } = tinyRun();
      const options = { data, optimizer, steps: 1, validation: mixedLabels(), loss };
      await expect(fit(model, { ...options, callbacks: [callback] })).rejects.toThrow(
        `${name}: metric must be 'loss' where the validation data has no classes, got 'accuracy'.`,
      );
    }
    const { model, optimizer, data } = tinyRun();
    const keeper = keepBest({ metric: 'loss' });
    const options = { data, optimizer, steps: 2, evaluateEvery: 1, loss };
    await fit(model, { ...options, validation: mixedLabels(), callbacks: [keeper] });
    const best = keeper.best!;
    const mixes = mixedLabels();
    for (let pass = 1; pass < best.step; pass += 1) Array.from(mixes);
    expect(best).toMatchObject({
      accuracy: Number.NaN,
      loss: expect.closeTo(lossByHand(model, mixes), 6),
    });
  });

  it('are counted by row: an accuracy is at most 1 for sequences too', async () => {
    const steps = linear(2, 2, { init: (shape) => tensor([[1, 0], [0, 1]], { shape }) }); // prettier-ignore
    const x = tensor([[[1, 0], [0, 1], [1, 0]]]); // prettier-ignore
    const y = tensor(Int32Array.of(0, 1, 1), { shape: [1, 3] });
    expect(await evaluate(steps, [{ x, y }])).toMatchObject({ accuracy: 2 / 3, count: 1 });
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
