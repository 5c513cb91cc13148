// Layers that change sizes: transposed convolution, upsampling, embeddings, pooling.
import { createReferenceBackend } from '@evenkeel/kernels';
import { uniform } from '@evenkeel/init';
import * as ops from '@evenkeel/tensor';
import { generator, setBackend, sum, tensor, zeros, type Tensor } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  adaptiveAvgPool2d,
  adaptiveMaxPool2d,
  avgPool1d,
  conv1d,
  conv2d,
  convTranspose2d,
  embedding,
  globalMaxPool,
  initialize,
  maxPool1d,
  sequential,
  summary,
  upsample2d,
} from '../index.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

const values = (x: Tensor) => [...x.dataSync()];
const images = () => generator(3).uniform([2, 5, 4, 6], -1, 1);
const words = (...numbers: number[]) => tensor(numbers, { dtype: 'int32' });

describe('convTranspose2d', () => {
  it('passes its options to the op', () => {
    const options = {
      stride: [2, 3],
      padding: [
        [1, 0],
        [0, 2],
      ],
      outputPadding: [1, 0],
      dilation: 2,
      groups: 2,
    } as const;
    const layer = convTranspose2d(6, 4, { kernel: [3, 2], ...options, biasInit: uniform() });
    expect(layer.weight.shape).toEqual([3, 2, 2, 6]);
    expect(values(layer.forward(images()))).toEqual(
      values(ops.convTranspose2d(images(), layer.weight, { ...options, bias: layer.bias })),
    );
    expect(convTranspose2d(1, 1, { kernel: 1, bias: false }).bias).toBeNull();
  });

  it('undoes the sizes of a convolution', () => {
    const geometry = { kernel: 3, stride: 2, padding: 1 };
    const shape = conv2d(1, 4, geometry).forward(zeros([1, 9, 7, 1])).shape;
    expect(convTranspose2d(4, 1, geometry).forward(zeros(shape)).shape).toEqual([1, 9, 7, 1]);
  });

  it('begins with weights that keep the square of the signal behind relu', () => {
    const layer = initialize(convTranspose2d(32, 64, { kernel: 4, stride: 2, groups: 2 }), {
      seed: 1,
    });
    const x = ops.relu(generator(1).normal([4, 8, 8, 32]));
    // Without the border, where fewer products meet.
    const y = ops.slice(layer.forward(x), [0, 4, 4], { ends: [4, 14, 14] });
    expect(ops.mean(ops.square(y)).item()).toBeCloseTo(1, 1);
  });

  it('counts its operations by the pixels of the input', () => {
    const model = sequential(convTranspose2d(6, 4, { kernel: 3, stride: 2, groups: 2 }));
    const [row] = summary(model, [2, 5, 4, 6]).rows;
    expect(row?.shape).toEqual([2, 11, 9, 4]);
    expect(row?.flops).toBe(2 * (2 * 5 * 4 * 6) * (3 * 3 * 2));
    expect(row?.parameters).toBe(3 * 3 * 2 * 6 + 4);
  });

  it('refuses what cannot be', () => {
    expect(() => convTranspose2d(6, 4, { kernel: 3, groups: 4 })).toThrow(
      'convTranspose2d: in must be a multiple of groups (4), got 6.',
    );
    expect(() => convTranspose2d(6, 0, { kernel: 3 })).toThrow(
      'convTranspose2d: out must be a whole number from 1 on, got 0.',
    );
    expect(() => convTranspose2d(5, 4, { kernel: 3 }).forward(images())).toThrow(
      'convTranspose2d: weight must be [KH, KW, O / groups, 6] to match x [2, 5, 4, 6], got [3, 3, 4, 5].',
    );
  });
});

describe('upsample2d', () => {
  it('is the op of that name', () => {
    const options = { scale: [2, 1], mode: 'bilinear' } as const;
    expect(values(upsample2d(options).forward(images()))).toEqual(
      values(ops.upsample2d(images(), options)),
    );
  });
});

describe('embedding', () => {
  it('looks vectors up and adds up the gradients of those used twice', () => {
    const layer = embedding(4, 2);
    const [, , third] = [0, 1, 2].map((row) => values(layer.weight).slice(2 * row, 2 * row + 2));
    const y = layer.forward(words(2, 0, 2));
    expect(values(y).slice(0, 2)).toEqual(third);
    expect(values(y).slice(4)).toEqual(third);
    sum(y).backward();
    expect(values(layer.weight.grad!)).toEqual([1, 1, 0, 0, 2, 2, 0, 0]);
  });

  it('gives the padding 0 and no gradient', () => {
    const layer = embedding(3, 2, { paddingIndex: 1 });
    const y = layer.forward(ops.reshape(words(1, 0), [1, 2]));
    expect(y.shape).toEqual([1, 2, 2]);
    expect(values(y).slice(0, 2)).toEqual([0, 0]);
    sum(y).backward();
    expect(values(layer.weight.grad!)).toEqual([1, 1, 0, 0, 0, 0]);
  });

  it('refuses what is no index', () => {
    const layer = embedding(3, 2);
    expect(() => layer.forward(zeros([2]))).toThrow(
      'embedding: indices must be an int32 tensor, got float64.',
    );
    expect(() => embedding(3, 2, { paddingIndex: 3 })).toThrow(
      'embedding: paddingIndex must be a whole number from 0 to 2, or null, got 3.',
    );
    expect(() => embedding(0, 2)).toThrow(
      'embedding: words must be a whole number from 1 on, got 0.',
    );
  });
});

describe('pooling', () => {
  it('is the op of the same name', () => {
    const x = images();
    expect(values(globalMaxPool().forward(x))).toEqual(values(ops.globalMaxPool(x)));
    expect(values(adaptiveAvgPool2d([3, 2]).forward(x))).toEqual(
      values(ops.adaptiveAvgPool2d(x, [3, 2])),
    );
    expect(values(adaptiveMaxPool2d(3).forward(x))).toEqual(values(ops.adaptiveMaxPool2d(x, 3)));
  });

  it('runs along sequences', () => {
    const x = generator(1).normal([2, 9, 3]);
    const model = sequential(
      conv1d(3, 4, { kernel: 3 }),
      maxPool1d({ kernel: 2 }),
      avgPool1d({ kernel: 3 }),
    );
    expect(model.forward(x).shape).toEqual([2, 1, 4]);
    const y = maxPool1d({ kernel: 3, stride: 2, padding: [1, 0] }).forward(x);
    expect(values(y)).toEqual(values(ops.maxPool1d(x, { kernel: 3, stride: 2, padding: [1, 0] })));
  });
});
