import { constant, normal } from '@evenkeel/init';
import { createReferenceBackend } from '@evenkeel/kernels';
import { relu, summary, type Layer } from '@evenkeel/layers';
import { crossEntropy, generator, setBackend, tensor, zeros } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { inceptionSmall, lenet, mlp, resnet20 } from './index.js';
import { SubsampleAndPad } from './subsample-and-pad.js';

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

/** Every parameter gets a gradient that is not zero everywhere. */
function learnsEverywhere(model: Layer, shape: readonly number[]): boolean {
  const x = generator(1).normal(shape);
  crossEntropy(model.forward(x), tensor(new Int32Array(shape[0]!).fill(1))).backward();
  return model.parameters().every(({ grad }) => grad!.dataSync().some((value) => value !== 0));
}

describe('resnet20', () => {
  it('has the parameters and shapes of the paper', () => {
    const model: Layer<3, 10> = resnet20();
    const { rows, parameters, warnings } = summary(model, [1, 32, 32, 3]);
    expect(parameters).toBe(269_722);
    expect(warnings).toEqual([]);
    expect(rows.filter(({ kind }) => kind === 'Conv2d')).toHaveLength(19);
    const sizes = rows
      .filter(({ kind }) => kind === 'BatchNorm')
      .map(({ shape }) => shape.slice(1));
    expect(sizes[0]).toEqual([32, 32, 16]);
    expect(sizes[7]).toEqual([16, 16, 32]);
    expect(sizes.at(-1)).toEqual([8, 8, 64]);
  });

  it('takes every second pixel where it widens, and adds channels of zeros', () => {
    const model = resnet20({ init: constant(0), classes: 3 }).eval();
    // With convolutions that give nothing, the blocks pass on what is above 0: nothing.
    expect([...model.forward(zeros([1, 5, 5, 3])).dataSync()]).toEqual([0, 0, 0]);
    const shortcut = new SubsampleAndPad(1, 2).forward(
      tensor([1, 2, 3, 4, 5, 6, 7, 8, 9], { shape: [1, 3, 3, 1] }),
    );
    expect(shortcut.shape).toEqual([1, 2, 2, 2]);
    expect([...shortcut.dataSync()]).toEqual([1, 0, 3, 0, 7, 0, 9, 0]);
  });

  it('learns everywhere', () => {
    expect(learnsEverywhere(resnet20({ channels: 1, classes: 4 }), [2, 8, 8, 1])).toBe(true);
  });
});

describe('inceptionSmall', () => {
  it('has the channels that its blocks join', () => {
    const model: Layer<3, 10> = inceptionSmall();
    const { parameters, rows, warnings } = summary(model, [1, 32, 32, 3]);
    expect(parameters).toBe(589_898);
    expect(warnings).toEqual([]);
    expect(rows.find(({ kind }) => kind === 'GlobalAvgPool')?.shape).toEqual([1, 352]);
    expect(rows.filter(({ kind }) => kind === 'Conv2d')).toHaveLength(22);
  });

  it('learns everywhere', () => {
    expect(learnsEverywhere(inceptionSmall({ channels: 1, classes: 4 }), [2, 8, 8, 1])).toBe(true);
  });
});
