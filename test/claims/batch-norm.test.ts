// What is said of batch norm, in the paper and in lectures, as far as it can be tried on a few numbers.
import { createReferenceBackend } from '@evenkeel/kernels';
import { constant } from '@evenkeel/init';
import { sgd } from '@evenkeel/optim';
import {
  generator,
  mean,
  mse,
  mul,
  reshape,
  setBackend,
  sum,
  tensor,
  type Tensor,
} from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { batchNorm, conv2d, linear, sequential, type Layer } from '@evenkeel/layers';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

const numbers = (x: Tensor): number[] => [...x.dataSync()];
const apart = (a: Tensor, b: Tensor): number =>
  Math.max(...numbers(a).map((value, i) => Math.abs(value - numbers(b)[i]!)));

describe('batch norm', () => {
  it('can be the identity: gamma the deviation, beta the mean', () => {
    const x = generator(1).normal([50, 3], 4, 2);
    const layer = batchNorm(3);
    const columns = [0, 1, 2].map((c) => numbers(x).filter((_, i) => i % 3 === c));
    const means = columns.map((column) => column.reduce((a, b) => a + b) / 50);
    const variances = columns.map((column, c) =>
      column.reduce((total, value) => total + (value - means[c]!) ** 2 / 50, 0),
    );
    const state = layer.stateDict();
    layer.loadStateDict({
      ...state,
      gamma: { shape: [3], data: Float64Array.from(variances, (v) => Math.sqrt(v + 1e-5)) },
      beta: { shape: [3], data: Float64Array.from(means) },
    });
    expect(apart(layer.forward(x), x)).toBeLessThan(1e-12);
  });

  it('learns to be it', () => {
    const x = generator(1).normal([50, 3], 4, 2);
    const layer = batchNorm(3);
    const optimizer = sgd(layer.parameters(), { lr: 0.5 });
    for (let step = 0; step < 200; step += 1) {
      const loss = mse(layer.forward(x), x);
      optimizer.zeroGrad();
      loss.backward();
      optimizer.step();
    }
    expect(apart(layer.forward(x), x)).toBeLessThan(1e-6);
  });

  it('of images is that of their pixels as rows', () => {
    const images = generator(2).normal([4, 5, 3, 2], 1, 3);
    const [ofImages, ofRows] = [batchNorm(2), batchNorm(2)];
    const y = ofImages.forward(images);
    expect(numbers(y)).toEqual(numbers(ofRows.forward(reshape(images, [60, 2]))));
    expect(ofImages.stateDict()).toEqual(ofRows.stateDict());
  });

  it.each<[string, (bias: number) => Layer, number[]]>([
    ['linear', (bias) => linear(3, 4, { biasInit: constant(bias) }), [20, 3]],
    ['conv2d', (bias) => conv2d(3, 4, { kernel: 3, biasInit: constant(bias) }), [2, 6, 6, 3]],
  ])('takes a bias of %s before it away, and gives it no gradient', (_, make, shape) => {
    const x = generator(3).normal(shape);
    const outputs = [0, 7].map((bias) => {
      const model = sequential(make(bias), batchNorm(4));
      const y = model.forward(x);
      sum(mul(y, generator(4).normal(y.shape))).backward();
      const named = Object.fromEntries(model.namedParameters());
      const gradient = numbers(named['0.bias']!.grad!);
      expect(Math.max(...gradient.map(Math.abs))).toBeLessThan(1e-10);
      return y;
    });
    expect(apart(outputs[0]!, outputs[1]!)).toBeLessThan(1e-12);
  });

  it('gives the same for weights of any length, and a gradient that falls with it', () => {
    const x = generator(5).normal([30, 3]);
    const gradients = [1, 10].map((scale) => {
      const layer = linear(3, 2, {
        bias: false,
        init: (shape, random) => random.normal(shape, 0, scale),
      });
      const y = sequential(layer, batchNorm(2, { eps: 0 })).forward(x);
      mean(mul(y, generator(6).normal([30, 2]))).backward();
      return [y, layer.weight.grad!] as const;
    });
    const [[short, steep], [long, flat]] = gradients as [[Tensor, Tensor], [Tensor, Tensor]];
    expect(apart(short, long)).toBeLessThan(1e-12);
    expect(apart(steep, mul(flat, 10))).toBeLessThan(1e-12);
  });

  it.each([
    ['gamma', { gamma: false }, ['beta']],
    ['beta', { beta: false }, ['gamma']],
    ['both', { affine: false }, []],
  ])('trains, saves and loads without %s', (_, options, left) => {
    const make = () => sequential(linear(2, 3), batchNorm(3, options));
    const model = make();
    const x = tensor([
      [1, 2],
      [3, -1],
      [0, 1],
    ]);
    const optimizer = sgd(model.parameters(), { lr: 0.1 });
    mse(model.forward(x), generator(7).normal([3, 3])).backward();
    optimizer.step();
    expect(model.layers[1].namedParameters().map(([name]) => name)).toEqual(left);
    const copy = make();
    copy.loadStateDict(model.stateDict());
    expect(numbers(copy.eval().forward(x))).toEqual(numbers(model.eval().forward(x)));
  });
});
