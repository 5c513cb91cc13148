import { constant, normal } from '@evenkeel/init';
import { createReferenceBackend } from '@evenkeel/kernels';
import { relu, type Layer } from '@evenkeel/layers';
import { generator, setBackend, zeros } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { lenet, mlp } from './index.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float32' })));

const kinds = (model: Layer) =>
  model
    .modules()
    .map((module) => module.kind)
    .filter((kind) => kind !== 'Sequential');
const size = (model: Layer) => model.parameters().reduce((sum, { size }) => sum + size, 0);

describe('mlp', () => {
  it("is the batch-norm paper's net", () => {
    const model: Layer<number, 10> = mlp({ sizes: [784, 100, 100, 100, 10], batchNorm: true });
    const hidden = ['Linear', 'BatchNorm', 'sigmoid'];
    expect(kinds(model)).toEqual(['Flatten', ...hidden, ...hidden, ...hidden, 'Linear']);
    expect(size(model)).toBe(784 * 100 + 2 * 100 * 100 + 3 * 200 + 100 * 10 + 10);
    expect(model.forward(zeros([2, 28, 28, 1])).shape).toEqual([2, 10]);
    expect(model.forward(zeros([2, 784])).shape).toEqual([2, 10]);
  });

  it('has biases without batch norm', () => {
    const model = mlp({ sizes: [4, 3, 2], activation: 'tanh' });
    expect(kinds(model)).toEqual(['Flatten', 'Linear', 'tanh', 'Linear']);
    expect(size(model)).toBe(4 * 3 + 3 + 3 * 2 + 2);
  });

  it('draws the same numbers with and without batch norm from one seed', () => {
    const init = normal({ std: 0.1 });
    const weights = (batchNorm: boolean) =>
      mlp({ sizes: [4, 3, 5, 2], batchNorm, init })
        .parameters()
        .filter(({ shape }) => shape.length === 2)
        .map((weight) => weight.dataSync());
    expect(weights(true)).toEqual(weights(false));
    expect(weights(true)).toHaveLength(3);
  });

  it('takes any layer for its activation and any initializer', () => {
    const model = mlp({ sizes: [2, 2, 1], activation: () => relu(), init: constant(1) });
    expect(kinds(model)[2]).toBe('relu');
    expect([...model.forward(generator(1).uniform([1, 2])).shape]).toEqual([1, 1]);
    expect(kinds(mlp({ sizes: [2, 1] }))).toEqual(['Flatten', 'Linear']);
  });

  it('refuses what it cannot build', () => {
    expect(() => mlp({ sizes: [3] })).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: mlp: sizes must be at least the numbers of inputs and outputs, got [3].]`,
    );
    expect(() =>
      mlp({ sizes: [3, 2], activation: 'swish' as 'relu' }),
    ).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: mlp: activation must be one of sigmoid, tanh, relu, leakyRelu, elu, or a function, got 'swish'.]`,
    );
  });
});

describe('lenet', () => {
  it('is two blocks of convolution and one linear layer', () => {
    const model: Layer<1, 10> = lenet();
    const block = ['Conv2d', 'BatchNorm', 'relu', 'MaxPool2d'];
    expect(kinds(model)).toEqual([...block, ...block, 'Flatten', 'Linear']);
    expect(size(model)).toBe(25 * 32 + 64 + 25 * 32 * 64 + 128 + 3136 * 10 + 10);
    expect(model.forward(zeros([2, 28, 28, 1])).shape).toEqual([2, 10]);
  });

  it('can do without batch norm, and takes other images', () => {
    const model = lenet({ channels: 3, size: [8, 12], classes: 7, batchNorm: false });
    expect(model.forward(zeros([1, 8, 12, 3])).shape).toEqual([1, 7]);
    expect(kinds(model)).not.toContain('BatchNorm');
    expect(model.namedParameters()[1]?.[0]).toBe('0.0.bias');
  });

  it('refuses images that pooling does not divide', () => {
    expect(() => lenet({ size: [28, 30] })).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: lenet: size must be multiples of 4, got [28, 30]. Pad the images.]`,
    );
  });
});
