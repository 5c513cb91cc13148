// Recurrent layers with layer norm and batch norm, against their formulas written out.
import { createReferenceBackend } from '@evenkeel/kernels';
import { uniform } from '@evenkeel/init';
import * as ops from '@evenkeel/tensor';
import { generator, setBackend, sum, type Tensor } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { gru, initialize, lstm, rnn } from '../index.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

const values = (x: Tensor) => [...x.dataSync()];
const sequences = (seed = 3) => generator(seed).normal([4, 5, 3]);
const stepOf = (x: Tensor, t: number) =>
  ops.reshape(ops.slice(x, [0, t], { ends: [4, t + 1] }), [4, 3]);
/** Largest difference of two tensors. */
const distance = (a: Tensor, b: Tensor) => ops.max(ops.abs(ops.sub(a, b))).item();

describe('layer norm', () => {
  it('in rnn normalizes both products before their biases', () => {
    const layer = rnn(3, 2, { norm: 'layer' });
    layer.inputNorm!.draw(generator(1));
    const x = sequences();
    let h = ops.zeros([4, 2]);
    for (let t = 0; t < 5; t++) {
      const input = ops.layerNorm(ops.matmul(stepOf(x, t), layer.weightIh));
      const state = ops.layerNorm(ops.matmul(h, layer.weightHh));
      h = ops.tanh(ops.add(ops.add(input, layer.biasIh!), ops.add(state, layer.biasHh!)));
    }
    expect(distance(layer.run(x).hT, h)).toBeLessThan(1e-12);
  });

  it('in lstm normalizes the memory on its way out as well', () => {
    const layer = lstm(3, 2, { norm: 'layer', bias: false });
    const x = sequences();
    let [h, c] = [ops.zeros([4, 2]), ops.zeros([4, 2])];
    for (let t = 0; t < 5; t++) {
      const input = ops.layerNorm(ops.matmul(stepOf(x, t), layer.weightIh));
      const state = ops.layerNorm(ops.matmul(h, layer.weightHh));
      const [i, f, g, o] = ops.split(ops.add(input, state), 4, 1) as [
        Tensor,
        Tensor,
        Tensor,
        Tensor,
      ];
      c = ops.add(ops.mul(ops.sigmoid(f), c), ops.mul(ops.sigmoid(i), ops.tanh(g)));
      h = ops.mul(ops.sigmoid(o), ops.tanh(ops.layerNorm(c)));
    }
    expect(distance(layer.run(x).hT, h)).toBeLessThan(1e-12);
    expect(distance(layer.run(x).cT, c)).toBeLessThan(1e-12);
  });

  it('in gru leaves no scale of the weights', () => {
    const layer = gru(3, 2, { norm: 'layer' });
    const before = values(layer.forward(sequences()));
    for (const weight of [layer.weightIh, layer.weightHh]) ops.assign(weight, ops.mul(weight, 1e3));
    values(layer.forward(sequences())).forEach((value, i) =>
      expect(value).toBeCloseTo(before[i]!, 1),
    );
  });
});

describe('batch norm', () => {
  it('shares its scale among the steps and keeps statistics for each', () => {
    const layer = lstm(3, 2, { norm: 'batch', steps: 3 });
    const names = layer.namedParameters().map(([name]) => name);
    expect(names.toSorted()).toEqual([
      'biasHh',
      'biasIh',
      'inputNorm.gamma',
      'memoryNorm.beta',
      'memoryNorm.gamma',
      'stateNorm.gamma',
      'weightHh',
      'weightIh',
    ]);
    expect(values(layer.memoryNorm!.parameters()[0]!)).toEqual([0.1, 0.1]);
    layer.forward(sequences());
    const { stateDict } = { stateDict: layer.stateDict() };
    const counts = [0, 1, 2].map(
      (t) => stateDict[`inputNorm.steps.${t}.numBatchesTracked`]!.data[0],
    );
    // The fourth and the fifth step are the third one's.
    expect(counts).toEqual([1, 1, 3]);
    const means = [0, 1, 2].map((t) => [...stateDict[`inputNorm.steps.${t}.runningMean`]!.data]);
    expect(means[0]).not.toEqual(means[1]);
  });

  it('takes the statistics of each step in evaluation, in cells too', () => {
    const layer = gru(3, 2, { norm: 'batch', steps: 5 });
    for (let pass = 0; pass < 20; pass++) layer.forward(sequences(pass));
    layer.eval();
    const x = sequences(40);
    let h = ops.zeros([4, 2]);
    for (let t = 0; t < 5; t++) h = layer.step(stepOf(x, t), h, t);
    expect(values(layer.run(x).hT)).toEqual(values(h));
    const one = ops.slice(x, [0], { ends: [1] });
    expect(values(layer.run(one).hT)).toEqual(values(ops.slice(h, [0], { ends: [1] })));
  });

  it('learns nothing while frozen, and keeps its statistics', () => {
    const layer = rnn(3, 2, { norm: 'batch', steps: 5 });
    layer.forward(sequences());
    const before = layer.stateDict();
    layer.requiresGrad = false;
    layer.forward(sequences(9));
    expect(layer.stateDict()).toEqual(before);
  });

  it('refuses to guess how many steps there are', () => {
    expect(() => gru(3, 2, { norm: 'batch' })).toThrow(
      'gru: steps must be a whole number from 1 on, got NaN.',
    );
    expect(() => gru(3, 2, { norm: 'group' as never })).toThrow(
      "gru: norm must be 'none', 'layer' or 'batch', got 'group'.",
    );
  });
});

describe.each([
  ['rnn', rnn],
  ['lstm', lstm],
  ['gru', gru],
] as const)('%s', (_, make) => {
  it.each(['layer', 'batch'] as const)('has right gradients with %s norm', (norm) => {
    const spread = { init: uniform({ low: -1 }), recurrentInit: uniform({ low: -1 }) };
    const layer = initialize(make(3, 2, { norm, steps: 5, ...spread }), { seed: 2 });
    const x = sequences();
    const loss = () =>
      sum(ops.mul(layer.forward(x), ops.sin(ops.reshape(ops.arange(40), [4, 5, 2]))));
    loss().backward();
    const wrong: string[] = [];
    for (const [name, parameter] of layer.namedParameters()) {
      const gradient = values(parameter.grad!)[0]!;
      const center = parameter.dataSync();
      const at = (shift: number) => {
        const moved = Float64Array.from(center);
        moved[0]! += shift;
        ops.assign(parameter, moved);
        return ops.noGrad(() => loss().item());
      };
      const difference = (at(1e-6) - at(-1e-6)) / 2e-6;
      ops.assign(parameter, center);
      if (Math.abs(gradient - difference) > 1e-6 * (1 + Math.abs(difference))) wrong.push(name);
    }
    expect(wrong).toEqual([]);
  });
});
