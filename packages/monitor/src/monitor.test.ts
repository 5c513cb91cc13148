import { constant } from '@evenkeel/init';
import { createReferenceBackend, type Backend } from '@evenkeel/kernels';
import {
  batchNorm,
  dropout,
  linear,
  lstm,
  relu,
  sequential,
  sigmoid,
  tanh,
  type Layer,
} from '@evenkeel/layers';
import { sgd } from '@evenkeel/optim';
import { assign, generator, memory, ones, setBackend, tensor, zeros } from '@evenkeel/tensor';
import { beforeEach, describe, expect, it } from 'vitest';
import { halvesTask, trainTiny } from '../test/tiny-training.js';
import { monitor, type MonitorRecord } from './index.js';

let kernels: string[] = [];

beforeEach(() => {
  const backend = createReferenceBackend({ precision: 'float32' });
  const run: Backend['run'] = backend.run.bind(backend);
  const counted: Backend['run'] = (name, args) => {
    kernels.push(name);
    run(name, args);
  };
  setBackend(Object.assign(backend, { run: counted }));
  kernels = [];
});

const deepNet = (): Layer =>
  sequential(
    linear(8, 16, { bias: false }),
    batchNorm(16),
    sigmoid(),
    dropout({ rate: 0.3 }),
    linear(16, 6),
    relu(),
    linear(6, 2),
  );

/** One look at a net whose first layer passes its input on. */
function lookAt(values: readonly number[][], activation: Layer): MonitorRecord {
  const units = values[0]!.length;
  const model = sequential(linear(units, units, { bias: false }), activation, linear(units, 2));
  const weight = model.parameters()[0]!;
  const identity = Float32Array.from({ length: units * units }, (_, i) =>
    Math.floor(i / units) === i % units ? 1 : 0,
  );
  assign(weight, identity);
  const optimizer = sgd(model.parameters(), { lr: 0.5 });
  const watch = monitor(model, { x: tensor(values), optimizer });
  watch.beforeStep();
  return watch.history.records[0]!;
}

describe('a watched run', () => {
  it('ends with the same bits as one that nobody watches', () => {
    const states = [null, {}, { every: 3, samples: 5 }].map((watch) => {
      const model = deepNet();
      trainTiny({ model, watch, steps: 25 });
      return model.stateDict();
    });
    expect(states[1]).toEqual(states[0]);
    expect(states[2]).toEqual(states[0]);
  });

  it('runs the same kernels between looks, without a listener', () => {
    // Looks come after 8 and 16 steps; the copy for the second before step 16.
    const [alone, watched] = [null, { every: 1000 }].map((watch) => {
      const model = deepNet();
      const onStep = (step: number) => {
        expect(model.modules().some(({ observed }) => observed)).toBe(false);
        if (step === 9) kernels = [];
      };
      trainTiny({ model, watch, steps: 14, onStep });
      return kernels.slice();
    });
    expect(watched).toEqual(alone);
    expect(alone!.length).toBeGreaterThan(100);
  });

  it('looks at the start, at powers of two, at multiples and at the end', () => {
    const { watch } = trainTiny({ model: deepNet(), steps: 35 });
    watch!.onEnd({ step: 35, reason: 'finished', why: null });
    const { records } = watch!.history;
    expect(records.map(({ step }) => step)).toEqual([0, 1, 2, 4, 8, 10, 20, 30, 35]);
    expect(records[0]).toMatchObject({ loss: null, lr: 0.1 });
    expect(records.slice(1).every(({ loss }) => loss! > 0)).toBe(true);
  });

  it('takes the mean and the largest of the losses since the look before', () => {
    const { watch, losses } = trainTiny({ model: deepNet(), steps: 20 });
    const last = losses.slice(10);
    const record = watch!.history.records.at(-1)!;
    expect(record.loss).toBeCloseTo(last.reduce((a, b) => a + b, 0) / 10, 10);
    expect(record.largestLoss).toBe(Math.max(...last));
  });

  it('holds no memory beyond its copies, and none after stop', () => {
    const model = deepNet();
    const { watch } = trainTiny({ model, steps: 3, watch: { every: 1, samples: 16 } });
    const during = memory().tensors;
    for (let step = 4; step < 30; step++) watch!.afterStep({ step, loss: 1 });
    expect(memory().tensors).toBe(during);
    watch!.stop();
    expect(memory().tensors).toBeLessThan(during - model.parameters().length);
    watch!.afterStep({ step: 30, loss: 1 });
    watch!.onEnd({ step: 30, reason: 'finished', why: null });
    expect(watch!.history.records.at(-1)!.step).toBe(29);
  });

  it('leaves every part of the model in its mode', () => {
    const model = sequential(linear(8, 4), batchNorm(4), relu(), linear(4, 2));
    model.eval();
    model.layers[1].train();
    const optimizer = sgd(model.parameters(), { lr: 0.1 });
    monitor(model, { x: halvesTask().x, optimizer }).beforeStep();
    expect(model.modules().map(({ training }) => training)).toEqual([
      false,
      false,
      true,
      false,
      false,
    ]);
    expect(model.layers[1].numBatchesTracked!.value).toBe(0);
    expect([...model.layers[1].runningVar!.dataSync()]).toEqual([1, 1, 1, 1]);
  });

  it('takes nets without activations or batch norm', () => {
    const model = sequential(lstm(3, 4), linear(4, 2));
    const optimizer = sgd(model.parameters(), { lr: 0.1 });
    const watch = monitor(model, { x: ones([2, 5, 3]), optimizer });
    watch.beforeStep();
    expect(watch.history.records[0]).toMatchObject({ activations: [], norms: [] });
  });
});

describe('the input of an activation', () => {
  const column = [-6, -1, 0, 1, 5];

  it('has moments, percentiles and a histogram', () => {
    const [record] = lookAt(
      column.map((x) => [x, x + 1]),
      tanh(),
    ).activations;
    const all = column.flatMap((x) => [x, x + 1]).toSorted((a, b) => a - b);
    expect(record).toMatchObject({ layer: '1', kind: 'tanh', units: 2 });
    expect(record!.input).toMatchObject({ count: 10, nonFinite: 0 });
    const mean = all.reduce((a, b) => a + b, 0) / 10;
    expect(record!.input.mean).toBeCloseTo(mean, 12);
    expect(record!.input.deviation).toBeCloseTo(
      Math.sqrt(all.reduce((a, b) => a + (b - mean) ** 2, 0) / 10),
      12,
    );
    // Ranks 1.35, 4.5 and 7.65 of -6 -5 -1 0 0 1 1 2 5 6.
    record!.input.percentiles.forEach((p, i) => expect(p).toBeCloseTo([-3.6, 0.5, 3.95][i]!, 10));
    const { from, to, counts } = record!.input.histogram;
    expect([from, to, counts.length, counts.reduce((a, b) => a + b, 0)]).toEqual([-6, 6, 32, 10]);
    expect([counts[0], counts[2], counts[31]]).toEqual([1, 1, 1]);
    expect(record!.unit.index).toBe(0);
    expect(record!.unit.percentiles[1]).toBe(0);
  });

  it('is saturated where the derivative is under 5 % of its largest', () => {
    const rows = column.map((x) => [x]);
    const share = (activation: Layer) => lookAt(rows, activation).activations[0]!.saturated;
    expect([share(sigmoid()), share(tanh()), share(relu())]).toEqual([0.4, 0.4, null]);
  });

  it('has dead units where no example passes relu', () => {
    const rows = [
      [-1, 2, 0],
      [-3, -1, -2],
    ];
    const [record] = lookAt(rows, relu()).activations;
    expect(record!.dead).toBeCloseTo(2 / 3, 12);
    expect(lookAt(rows, sigmoid()).activations[0]!.dead).toBeNull();
  });

  it('has twins where units compute the same', () => {
    const rows = Array.from(generator(2).normal([7, 4]).dataSync());
    const matrix = Array.from({ length: 7 }, (_, r) => rows.slice(4 * r, 4 * r + 4));
    const twins = matrix.map(([a, b, c]) => [a!, b!, a!, c!]);
    expect(lookAt(matrix, sigmoid()).activations[0]!.duplicates).toBe(0);
    expect(lookAt(twins, sigmoid()).activations[0]!.duplicates).toBe(0.5);
    expect(
      lookAt(
        matrix.map(([a]) => [a!, a!]),
        relu(),
      ).activations[0]!.duplicates,
    ).toBe(1);
  });

  it('counts what is no number, and leaves it out', () => {
    const model = sequential(linear(1, 2, { init: constant(1) }), relu(), linear(2, 1));
    const optimizer = sgd(model.parameters(), { lr: 0.1 });
    const x = tensor([[Number.NaN], [Infinity], [2], [4]]);
    const watch = monitor(model, { x, optimizer });
    watch.beforeStep();
    const { input } = watch.history.records[0]!.activations[0]!;
    expect(input).toMatchObject({ count: 8, nonFinite: 4, mean: 3, deviation: 1 });
    expect(input.percentiles[1]).toBe(3);
  });

  it('is looked at once for each place where the layer stands', () => {
    const shared = relu();
    const model = sequential(linear(2, 2), shared, linear(2, 2), shared);
    const watch = monitor(model, {
      x: ones([2, 2]),
      optimizer: sgd(model.parameters(), { lr: 0.1 }),
    });
    watch.beforeStep();
    const names = watch.history.records[0]!.activations.map(({ layer }) => layer);
    expect(names).toEqual(['1', '1 (2)']);
  });
});

describe('parameters', () => {
  it('have norms, gradients, and the ratio of the last step to them', () => {
    const model = sequential(linear(8, 4, { bias: false }), batchNorm(4), linear(4, 2));
    const before = model.parameters()[0]!.dataSync();
    const { watch } = trainTiny({ model, steps: 1, lr: 0.25 });
    const [start, record] = watch!.history.records;
    expect(start!.parameters[0]).toMatchObject({ gradientNorm: null, updateRatio: null });
    const norm = (values: Iterable<number>) => Math.hypot(...values);
    const weight = record!.parameters[0]!;
    expect(weight).toMatchObject({ name: '0.weight', size: 32, rank: 2 });
    expect(start!.parameters[0]!.norm).toBeCloseTo(norm(before), 5);
    // The step of SGD is lr times the gradient.
    expect(weight.updateRatio).toBeCloseTo((0.25 * weight.gradientNorm!) / norm(before), 6);
    expect(weight.effectiveRate).toBeCloseTo((0.25 * 4) / weight.norm ** 2, 8);
    const last = record!.parameters.find(({ name }) => name === '2.weight');
    expect(last).toMatchObject({ effectiveRate: null });
    const beta = record!.parameters.find(({ name }) => name === '1.beta');
    expect(beta).toMatchObject({ updateRatio: null, rank: 1 });
  });
});

describe('batch norm', () => {
  it('is as far from its running statistics as the channels on average', () => {
    const model = sequential(linear(2, 2, { bias: false }), batchNorm(2), linear(2, 1));
    assign(model.parameters()[0]!, Float32Array.of(1, 0, 0, 1));
    const norm = model.layers[1];
    assign(norm.runningMean!, Float32Array.of(1, 3));
    assign(norm.runningVar!, Float32Array.of(4, 1));
    const optimizer = sgd(model.parameters(), { lr: 0.1 });
    // Means 1 and 1, unbiased variances 2 and 2.
    const x = tensor([
      [0, 2],
      [2, 0],
    ]);
    const watch = monitor(model, { x, optimizer });
    watch.beforeStep();
    const [record] = watch.history.records[0]!.norms;
    expect(record).toMatchObject({ layer: '1', channels: 2 });
    expect(record!.meanShift).toBeCloseTo(Math.sqrt((0 + 4) / 2), 4);
    expect(record!.varianceRatio).toBeCloseTo(2, 4);
    expect([...norm.runningMean!.dataSync()]).toEqual([1, 3]);
  });

  it('that is frozen has nothing to compare', () => {
    const model = sequential(batchNorm(2), linear(2, 1));
    model.layers[0].requiresGrad = false;
    const watch = monitor(model, {
      x: zeros([3, 2]),
      optimizer: sgd(model.parameters(), { lr: 0.1 }),
    });
    watch.beforeStep();
    expect(watch.history.records[0]!.norms).toEqual([]);
  });
});

describe('monitor refuses', () => {
  it.each([
    [{ every: 0 }, 'monitor: every must be a whole number from 1 on, got 0.'],
    [{ samples: 1.5 }, 'monitor: samples must be a whole number from 1 on, got 1.5.'],
    [{ unit: -1 }, 'monitor: unit must be a whole number from 0 on, got -1.'],
  ])('%o', (options, message) => {
    const model = linear(2, 2);
    const optimizer = sgd(model.parameters(), { lr: 1 });
    expect(() => monitor(model, { x: zeros([1, 2]), optimizer, ...options })).toThrow(message);
  });
});
