import { createReferenceBackend } from '@evenkeel/kernels';
import { normal, uniform } from '@evenkeel/init';
import {
  assign,
  generator,
  mean,
  memory,
  mul,
  setBackend,
  square,
  sum,
  zeros,
} from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  batchNorm,
  conv2d,
  convTranspose2d,
  dataDependentInit,
  dropout,
  flatten,
  globalAvgPool,
  initialize,
  leakyRelu,
  linear,
  lsuv,
  maxout,
  maxPool2d,
  relu,
  residual,
  sequential,
  tanh,
  weightNorm,
  type Layer,
} from '../index.js';
import { channelMoments, totalVariance } from './layer-by-layer.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float32' })));

/** Sixteen layers, each behind the other, with weights that make the signal die. */
const deep = (std = 0.01) => {
  const init = normal({ std });
  const hidden = Array.from({ length: 14 }, () => [linear(40, 40, { init }), relu()]);
  return sequential(linear(30, 40, { init }), relu(), ...hidden.flat(), linear(40, 10, { init }));
};
const rows = (seed = 1) => generator(seed).normal([256, 30], 0.5, 3);

/** Variance of what each layer of a chain gives, measured by a pass of its own. */
function variances(model: { layers: readonly Layer[] } & Layer, x = rows()): number[] {
  const found: number[] = [];
  const stops = model.layers
    .filter((layer) => 'weight' in layer || 'v' in layer)
    .map((layer) => layer.onForward((output) => found.push(totalVariance(output))));
  model.forward(x);
  for (const stop of stops) stop();
  return found;
}

describe('lsuv', () => {
  it('gives every layer of a net of 16 layers variance 1, within 2 %, in one call', () => {
    const model = deep();
    expect(Math.min(...variances(model))).toBeLessThan(1e-10);
    const report = lsuv(model, rows());
    expect(report).toHaveLength(16);
    const after = variances(model);
    expect(after).toHaveLength(16);
    for (const variance of after) expect(Math.abs(variance - 1)).toBeLessThan(0.02);
    expect(report.map(({ name }) => name).slice(0, 2)).toEqual(['0', '2']);
  });

  it('finds layers of all kinds wherever they stand, and leaves running statistics and modes', () => {
    const model = sequential(
      conv2d(3, 8, { kernel: 3, padding: 1, biasInit: uniform({ low: -0.2, high: 0.2 }) }),
      batchNorm(8),
      relu(),
      residual(sequential(weightNorm(conv2d(8, 8, { kernel: 3, padding: 1 })), dropout())),
      maxPool2d({ kernel: 2 }),
      convTranspose2d(8, 8, { kernel: 2, stride: 2, groups: 2 }),
      flatten(),
      maxout(6 * 6 * 8, 20, { pieces: 3 }),
      linear(20, 5, { bias: false }),
    ).train();
    const x = generator(2).normal([64, 6, 6, 3], 1, 4);
    const report = lsuv(model, x, { tolerance: 0.001 });
    expect(report.map(({ name }) => name)).toEqual(['0', '3.body.0', '5', '7', '8']);
    for (const { variance } of report) expect(Math.abs(variance - 1)).toBeLessThan(0.001);
    expect([...model.layers[1].runningMean!.dataSync()]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(model.modules().every(({ training }) => training)).toBe(true);
    expect(model.modules().some(({ observed }) => observed)).toBe(false);
  });

  it('draws the same from the same seed, and keeps weights if told', () => {
    const [a, b] = [deep(), deep(1)];
    lsuv(a, rows(), { seed: 4 });
    lsuv(b, rows(), { seed: 4 });
    expect(a.stateDict()).toEqual(b.stateDict());
    const kept = sequential(linear(30, 4));
    const before = kept.layers[0].weight.dataSync();
    const was = lsuv(kept, rows(), { init: null })[0]!.before;
    const after = kept.layers[0].weight.dataSync();
    expect(after[5]! / before[5]!).toBeCloseTo(1 / Math.sqrt(was), 4);
  });

  it('leaves frozen layers alone and keeps no memory', () => {
    const model = sequential(linear(30, 4), relu(), linear(4, 4));
    model.layers[0].requiresGrad = false;
    const before = model.layers[0].weight.dataSync();
    const x = rows();
    lsuv(model, x);
    const { tensors } = memory();
    expect(lsuv(model, x)).toHaveLength(1);
    expect(memory().tensors).toBe(tensors);
    expect(model.layers[0].weight.dataSync()).toEqual(before);
  });

  it('says which layer it cannot fit', () => {
    expect(() => lsuv(sequential(relu()), rows())).toThrow(
      'lsuv: model must be with a layer that has a weight and is not frozen, got one without.',
    );
    expect(() => lsuv(deep(), zeros([8, 30]))).toThrow(
      'lsuv: batch must be one that layer 0 can give a variance within 0.01 of 1, got a variance of 0 after 0 ' +
        'iterations. A bias adds to it; inputs that are all alike, or dead units before, leave none.',
    );
    expect(() => lsuv(deep(), rows(), { tolerance: 0 })).toThrow(
      'lsuv: tolerance must be a number above 0, got 0.',
    );
  });
});

describe('dataDependentInit', () => {
  const homogeneous = () =>
    initialize(
      sequential(
        conv2d(3, 8, { kernel: 3, padding: 1, init: normal({ std: 3 }) }),
        relu(),
        maxPool2d({ kernel: 2 }),
        conv2d(8, 12, { kernel: 3, init: normal({ std: 0.01 }), groups: 2 }),
        leakyRelu(),
        globalAvgPool(),
        linear(12, 6, { init: normal({ std: 0.3 }) }),
        relu(),
        linear(6, 4),
      ),
      { seed: 5 },
    );
  const images = () => generator(2).normal([128, 8, 8, 3], 1, 4);

  it('gives every channel variance 1 and the mean that is wanted', () => {
    const model = homogeneous();
    const report = dataDependentInit(model, images(), { mean: 0.5 });
    expect(report.map(({ name }) => name)).toEqual(['0', '3', '6', '8']);
    const moments: ReturnType<typeof channelMoments>[] = [];
    for (const i of [0, 3, 6, 8] as const) {
      model.layers[i].onForward((output) => moments.push(channelMoments(output)));
    }
    model.forward(images());
    for (const { mean: means, variance } of moments) {
      for (const value of means) expect(value).toBeCloseTo(0.5, 3);
      for (const value of variance) expect(value).toBeCloseTo(1, 3);
    }
  });

  it('handles channels of transposed convolutions in groups, and no bias', () => {
    const model = sequential(
      convTranspose2d(4, 6, { kernel: 3, stride: 2, groups: 2, bias: false }),
    );
    dataDependentInit(model, generator(1).normal([32, 5, 5, 4]));
    const { variance } = channelMoments(model.forward(generator(1).normal([32, 5, 5, 4])));
    for (const value of variance) expect(value).toBeCloseTo(1, 4);
  });

  it('balances the rates of all layers without changing the function', () => {
    const model = homogeneous();
    dataDependentInit(model, images());
    const before = model.forward(images()).dataSync();
    dataDependentInit(model, images(), { balance: true });
    const after = model.forward(images());
    after.dataSync().forEach((value, i) => expect(value).toBeCloseTo(before[i]!, 3));
    after.backward(generator(9).normal(after.shape));
    const rates = ([0, 3, 6, 8] as const).map((i) => {
      const { weight } = model.layers[i];
      return Math.sqrt(mean(square(weight.grad!)).item() / mean(square(weight)).item());
    });
    // They were a factor of ten and more apart; what is left is the noise of four random gradients.
    expect(Math.max(...rates) / Math.min(...rates)).toBeLessThan(2);
  });

  it('refuses to balance what is not homogeneous, and keeps the weights of the first part', () => {
    const model = sequential(linear(30, 20, { init: normal() }), tanh(), linear(20, 4));
    dataDependentInit(model, rows());
    const before = model.forward(rows()).dataSync();
    expect(() => dataDependentInit(model, rows(), { balance: true })).toThrow(
      /^dataDependentInit: balance must be false for a model that is no chain of layers with relu, leaky relu, maxout or pooling between them, got true, which changed the outputs by 0\.\d+ of their size\.$/,
    );
    model
      .forward(rows())
      .dataSync()
      .forEach((value, i) => expect(value).toBeCloseTo(before[i]!, 4));
  });

  it('names a channel that does not vary, and keeps gradients', () => {
    const model = sequential(linear(30, 2), relu(), linear(2, 2));
    sum(model.forward(rows())).backward();
    const kept = model.layers[0].weight.grad!.dataSync();
    dataDependentInit(model, rows(), { balance: true });
    expect(model.layers[0].weight.grad!.dataSync()).toEqual(kept);
    assign(model.layers[0].weight, mul(model.layers[0].weight, 0));
    expect(() => dataDependentInit(model, rows())).toThrow(
      'dataDependentInit: batch must be one over which channel 0 of layer 0 varies, got a variance of 0. ' +
        'All inputs of the channel may be dead or alike: draw the weights anew, or take more examples.',
    );
  });
});
