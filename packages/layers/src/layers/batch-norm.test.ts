import { createReferenceBackend } from '@evenkeel/kernels';
import { generator, noGrad, setBackend, sum, tensor, zeros, type Tensor } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { batchNorm, sequential, type BatchNorm, type BatchNormOptions } from '../index.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

const values = (x: Tensor) => [...x.dataSync()];
const batch = (step = 0) => generator(7).fork(step).normal([6, 2], 3, 2);
const statistics = (layer: BatchNorm<number>) => [
  ...values(layer.runningMean!),
  ...values(layer.runningVar!),
  layer.numBatchesTracked!.value,
];

/** Mean and variances of the columns. */
function moments(x: Tensor) {
  const data = values(x);
  return [0, 1].map((channel) => {
    const column = data.filter((_, i) => i % 2 === channel);
    const mean = column.reduce((a, b) => a + b, 0) / column.length;
    const squares = column.reduce((a, b) => a + (b - mean) ** 2, 0);
    return { mean, biased: squares / 6, unbiased: squares / 5 };
  });
}

describe('batchNorm in training', () => {
  it('normalizes by the biased variance of the batch', () => {
    const y = batchNorm(2, { eps: 0 }).forward(batch());
    for (const { mean, biased } of moments(y)) {
      expect(mean).toBeCloseTo(0, 12);
      expect(biased).toBeCloseTo(1, 12);
    }
  });

  it('moves the running statistics by momentum, the variance by the unbiased one', () => {
    const layer = batchNorm(2, { momentum: 0.25 });
    layer.forward(batch());
    const [a, b] = moments(batch());
    const expected = [
      0.25 * a!.mean,
      0.25 * b!.mean,
      0.75 + 0.25 * a!.unbiased,
      0.75 + 0.25 * b!.unbiased,
    ];
    const found = statistics(layer);
    expected.forEach((value, i) => expect(found[i]).toBeCloseTo(value, 12));
    expect(layer.numBatchesTracked?.value).toBe(1);
  });

  it("with momentum 'cumulative' keeps the plain average", () => {
    const layer = batchNorm(2, { momentum: 'cumulative' });
    for (let step = 0; step < 3; step++) layer.forward(batch(step));
    const means = [0, 1, 2].map((step) => moments(batch(step))[0]!.mean);
    const variances = [0, 1, 2].map((step) => moments(batch(step))[0]!.unbiased);
    const average = (list: number[]) => list.reduce((a, b) => a + b, 0) / 3;
    expect(values(layer.runningMean!)[0]).toBeCloseTo(average(means), 12);
    expect(values(layer.runningVar!)[0]).toBeCloseTo(average(variances), 12);
  });

  it('updates them once a forward pass, not in backward, and leaves them with momentum 0', () => {
    const layer = batchNorm(2);
    sum(layer.forward(batch())).backward();
    const once = statistics(layer);
    const other = batchNorm(2);
    noGrad(() => other.forward(batch()));
    expect(statistics(other)).toEqual(once);
    const still = batchNorm(2, { momentum: 0 });
    still.forward(batch());
    expect(statistics(still)).toEqual([0, 0, 1, 1, 1]);
  });

  it('refuses one value per channel, and then counts nothing', () => {
    const layer = batchNorm(2);
    expect(() => layer.forward(zeros([1, 2]))).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: batchNorm: x must be of two values or more per channel in training, got 1 (x is [1, 2]). Use larger batches, drop the last one, or batch renormalization.]`,
    );
    expect(() => layer.forward(zeros([1, 1, 1, 2]))).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: batchNorm: x must be of two values or more per channel in training, got 1 (x is [1, 1, 1, 2]). Use larger batches, drop the last one, or batch renormalization.]`,
    );
    expect(statistics(layer)).toEqual([0, 0, 1, 1, 0]);
    expect(layer.forward(zeros([1, 2, 1, 2])).shape).toEqual([1, 2, 1, 2]);
    expect(layer.eval().forward(zeros([1, 2])).shape).toEqual([1, 2]);
  });
});

describe('batchNorm in evaluation', () => {
  it('uses the running statistics and leaves them', () => {
    const layer = batchNorm(2, { eps: 0 });
    layer.loadStateDict({
      ...layer.stateDict(),
      runningMean: { shape: [2], data: Float64Array.of(1, 2) },
      runningVar: { shape: [2], data: Float64Array.of(4, 9) },
    });
    const before = statistics(layer);
    expect(values(layer.eval().forward(tensor([[3, 8]])))).toEqual([1, 2]);
    expect(statistics(layer)).toEqual(before);
  });

  it('without running statistics normalizes by the batch', () => {
    const layer = batchNorm(2, { trackRunningStats: false });
    const trained = values(layer.forward(batch()));
    expect(values(layer.eval().forward(batch()))).toEqual(trained);
    expect(Object.keys(layer.stateDict())).toEqual(['gamma', 'beta']);
  });
});

describe('a frozen batchNorm', () => {
  const freezing: [string, (layer: BatchNorm<2>) => void][] = [
    ['the layer', (layer) => (layer.requiresGrad = false)],
    ['the module around it', (layer) => (sequential(layer).requiresGrad = false)],
    [
      'its parameters',
      (layer) => layer.parameters().forEach((parameter) => (parameter.requiresGrad = false)),
    ],
  ];

  it.each(freezing)('by %s uses and keeps its statistics, after train() too', (_name, freeze) => {
    const layer = batchNorm(2);
    layer.forward(batch());
    const before = statistics(layer);
    freeze(layer);
    layer.train();
    const y = values(layer.forward(batch(1)));
    expect(statistics(layer)).toEqual(before);
    expect(y).toEqual(values(layer.eval().forward(batch(1))));
  });

  it('without parameters is frozen by the layer alone', () => {
    const layer = batchNorm(2, { affine: false });
    layer.forward(batch());
    expect(layer.numBatchesTracked?.value).toBe(1);
    layer.requiresGrad = false;
    layer.forward(batch());
    expect(layer.numBatchesTracked?.value).toBe(1);
    layer.requiresGrad = true;
    layer.forward(batch());
    expect(layer.numBatchesTracked?.value).toBe(2);
  });
});

describe('settings of batchNorm', () => {
  it.each<[BatchNormOptions, string[]]>([
    [{}, ['gamma', 'beta']],
    [{ affine: false }, []],
    [{ gamma: false }, ['beta']],
    [{ beta: false }, ['gamma']],
    [{ affine: false, beta: true }, ['beta']],
  ])('%j learns %j', (options, names) => {
    const layer = batchNorm(2, options);
    expect(layer.namedParameters().map(([name]) => name)).toEqual(names);
    expect(layer.forward(batch()).shape).toEqual([6, 2]);
  });

  it('are refused out of range', () => {
    expect(() => batchNorm(0)).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: batchNorm: channels must be a whole number from 1 on, got 0.]`,
    );
    expect(() => batchNorm(2, { eps: -1 })).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: batchNorm: eps must be a finite number from 0 on, got -1.]`,
    );
    expect(() => batchNorm(2, { momentum: 1.1 })).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: batchNorm: momentum must be a number from 0 to 1, or 'cumulative', got 1.1. It is the weight of the new value: 0.1 where other libraries write 0.9.]`,
    );
    expect(() => batchNorm(3).forward(batch())).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: batchNorm: gamma must be [2] to match x [6, 2], got [3].]`,
    );
  });
});
