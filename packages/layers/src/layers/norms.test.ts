// Normalization layers: that they pass their settings on, keep their modes, and refuse what cannot be.
import { createReferenceBackend } from '@evenkeel/kernels';
import * as ops from '@evenkeel/tensor';
import { generator, setBackend, tensor, zeros, type Tensor } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  batchRenorm,
  conv1d,
  conv2d,
  ghostBatchNorm,
  groupNorm,
  initialize,
  instanceNorm,
  layerNorm,
  linear,
  localResponseNorm,
  relu,
  rmsNorm,
  sequential,
  setFusion,
  weightNorm,
} from '../index.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

const values = (x: Tensor | null) => [...x!.dataSync()];
const images = (step = 0) => generator(7).fork(step).normal([4, 3, 3, 6], 3, 2);
const shift = { betaInit: () => tensor([1, 2, 3, 4, 5, 6]) };

describe('layers of one example', () => {
  it('pass their settings to the ops', () => {
    const x = images();
    const norm = layerNorm(6, { eps: 0.5, ...shift });
    expect(values(norm.forward(x))).toEqual(
      values(ops.layerNorm(x, { gamma: norm.gamma, beta: norm.beta, eps: 0.5 })),
    );
    const groups = groupNorm(6, { groups: 3, eps: 0.5, ...shift });
    const affine = { gamma: groups.gamma, beta: groups.beta };
    expect(values(groups.forward(x))).toEqual(
      values(ops.groupNorm(x, { ...affine, groups: 3, eps: 0.5 })),
    );
    const instance = instanceNorm(6, { affine: false, eps: 0.5 });
    expect(values(instance.forward(x))).toEqual(values(ops.instanceNorm(x, { eps: 0.5 })));
    expect(values(rmsNorm(6, { eps: 0.5 }).forward(x))).toEqual(
      values(ops.rmsNorm(x, { eps: 0.5 })),
    );
    expect(values(localResponseNorm({ size: 3 }).forward(x))).toEqual(
      values(ops.localResponseNorm(x, { size: 3 })),
    );
  });

  it('normalize several axes together', () => {
    const norm = layerNorm([3, 3, 6]);
    expect(norm.gamma!.shape).toEqual([3, 3, 6]);
    expect(values(norm.forward(images()))).toEqual(
      values(ops.layerNorm(images(), { normalizedShape: [3, 3, 6] })),
    );
  });

  it('learn gamma and beta, or one of them, or none', () => {
    expect(
      layerNorm(6, { beta: false })
        .namedParameters()
        .map(([name]) => name),
    ).toEqual(['gamma']);
    expect(groupNorm(6, { groups: 1, affine: false }).parameters()).toEqual([]);
    expect(rmsNorm(6, { affine: false }).parameters()).toEqual([]);
  });

  it('refuse settings that cannot be', () => {
    expect(() => layerNorm([3, 0])).toThrow(
      'layerNorm: channels must be a whole number from 1 on, got 0.',
    );
    expect(() => layerNorm([0, 3])).toThrow(
      'layerNorm: normalizedShape[0] must be a whole number from 1 on, got 0.',
    );
    expect(() => groupNorm(6, { groups: 4 })).toThrow(
      'groupNorm: channels must be a multiple of groups (4), got 6.',
    );
    expect(() => rmsNorm(6, { eps: -1 })).toThrow(
      'rmsNorm: eps must be a finite number from 0 on, got -1.',
    );
  });
});

describe('batchRenorm', () => {
  it('moves its statistics in training only, and not while frozen', () => {
    const layer = batchRenorm(6, { momentum: 1 });
    layer.forward(images());
    const mean = values(layer.runningMean);
    expect(mean[0]).toBeGreaterThan(1);
    layer.eval().forward(images(1));
    expect(values(layer.runningMean)).toEqual(mean);
    layer.train().requiresGrad = false;
    layer.forward(images(1));
    expect(values(layer.runningMean)).toEqual(mean);
  });

  it('gives in training what evaluation gives, while the limits let it', () => {
    const layer = batchRenorm(6, { momentum: 0, rMax: 100, dMax: 100 });
    const y = values(layer.forward(images()));
    const evaluated = values(layer.eval().forward(images()));
    y.forEach((value, i) => expect(value).toBeCloseTo(evaluated[i]!, 10));
  });
});

describe('ghostBatchNorm', () => {
  it('moves its statistics once, toward the mean of those of its parts', () => {
    const layer = ghostBatchNorm(1, { size: 2, momentum: 0.5 });
    layer.forward(tensor([[1], [3], [10], [30]]));
    expect(values(layer.runningMean)).toEqual([5.5]);
    expect(values(layer.runningVar)).toEqual([51]);
    expect(layer.numBatchesTracked!.value).toBe(1);
    expect(values(layer.eval().forward(tensor([[5.5]])))).toEqual([0]);
  });

  it('runs with the activation behind it', () => {
    const model = sequential(ghostBatchNorm(6, { size: 2 }), relu());
    const fused = values(model.forward(images()));
    setFusion(model, false);
    expect(values(model.forward(images()))).toEqual(fused);
  });
});

describe('weightNorm', () => {
  it('begins with the weight of the layer', () => {
    const plain = sequential(conv2d(6, 4, { kernel: 2 }), relu());
    const normed = sequential(weightNorm(conv2d(6, 4, { kernel: 2 })), relu());
    const v = normed.layers[0].v;
    ops.assign(plain.layers[0].weight, v);
    const expected = values(plain.forward(images()));
    values(normed.forward(images())).forEach((y, i) => expect(y).toBeCloseTo(expected[i]!, 12));
  });

  it('draws equal layers differently, and anew from another seed', () => {
    const model = sequential(weightNorm(linear(3, 3)), weightNorm(linear(3, 3)));
    const [first, second] = model.layers;
    expect(values(first.v)).not.toEqual(values(second.v));
    const lengths = values(first.g);
    initialize(model, { seed: 5 });
    expect(values(first.g)).not.toEqual(lengths);
    const squares = values(first.v).map((v) => v * v);
    const [a, , , d, , , g] = squares;
    expect(values(first.g)[0]).toBeCloseTo(Math.sqrt(a! + d! + g!), 12);
  });

  it('learns length, direction and bias', () => {
    const layer = weightNorm(linear(2, 1));
    ops.sum(layer.forward(tensor([[1, 2]]))).backward();
    expect(layer.namedParameters().map(([name]) => name)).toEqual(['v', 'g', 'bias']);
    for (const parameter of layer.parameters()) expect(parameter.grad).not.toBeNull();
    expect(layer.kind).toBe('WeightNorm(Linear)');
    const along = weightNorm(conv1d(2, 3, { kernel: 2 }));
    expect(sequential(along, relu()).forward(zeros([1, 4, 2])).shape).toEqual([1, 3, 3]);
    expect(layer.forward(zeros([5, 2])).shape).toEqual([5, 1]);
  });
});
