import { createReferenceBackend } from '@evenkeel/kernels';
import { constant, uniform } from '@evenkeel/init';
import * as ops from '@evenkeel/tensor';
import { generator, setBackend, sum, tensor, zeros, type Tensor } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  avgPool2d,
  conv2d,
  elu,
  flatten,
  gelu,
  globalAvgPool,
  hardSwish,
  leakyRelu,
  linear,
  maxPool2d,
  relu,
  residual,
  selu,
  sequential,
  setFusion,
  sigmoid,
  softplus,
  tanh,
  batchNorm,
  initialize,
  type Layer,
} from '../index.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

const values = (x: Tensor) => [...x.dataSync()];
const images = () => generator(3).uniform([2, 6, 6, 3], -1, 1);

describe('linear', () => {
  it('computes x weight + bias over the last axis', () => {
    const layer = linear(2, 3, { init: constant(2), biasInit: constant(1) });
    expect(values(layer.forward(tensor([[1, 2]])))).toEqual([7, 7, 7]);
    expect(layer.forward(zeros([4, 5, 2])).shape).toEqual([4, 5, 3]);
    expect(linear(2, 3, { bias: false }).bias).toBeNull();
  });

  it('refuses sizes and inputs that do not fit', () => {
    expect(() => linear(0, 3)).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: linear: in must be a whole number from 1 on, got 0.]`,
    );
    expect(() => linear(2, 1.5)).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: linear: out must be a whole number from 1 on, got 1.5.]`,
    );
    expect(() => linear(2, 3).forward(zeros([4, 3]))).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: linear: weight must be [3, OUT] to match x [4, 3], got [2, 3].]`,
    );
  });
});

describe('sequential', () => {
  it('refuses what is no layer, and says how layers are passed', () => {
    const given =
      (...parts: unknown[]) =>
      () =>
        sequential(...(parts as Layer[]));
    expect(given([linear(2, 2)])).toThrow(
      'sequential: layer 0 must be a layer, got an array. Layers are passed one by one: sequential(...layers).',
    );
    expect(given(linear(2, 2), ops.relu)).toThrow(
      'sequential: layer 1 must be a layer, got a function. A layer extends Layer.',
    );
    for (const [other, said] of [
      [undefined, 'undefined'],
      [{}, 'an object'],
      [tensor([1]), 'a Tensor'],
    ] as const) {
      expect(given(other)).toThrow(
        `sequential: layer 0 must be a layer, got ${said}. A layer extends Layer.`,
      );
    }
  });
});

describe('conv2d', () => {
  it('refuses to be made without a kernel', () => {
    expect(() => conv2d(3, 8, 3 as unknown as { kernel: number })).toThrow(
      'conv2d: kernel height must be a whole number from 1 on, got undefined.',
    );
  });

  it('passes its options to the op', () => {
    const options = {
      stride: 2,
      padding: [
        [1, 0],
        [2, 1],
      ],
      dilation: 2,
      groups: 3,
    } as const;
    const layer = conv2d(3, 6, { kernel: [3, 2], ...options, biasInit: uniform() });
    expect(layer.weight.shape).toEqual([3, 2, 1, 6]);
    const x = images();
    expect(values(layer.forward(x))).toEqual(
      values(ops.conv2d(x, layer.weight, { ...options, bias: layer.bias })),
    );
  });

  it('refuses channels that the groups do not divide', () => {
    expect(() => conv2d(3, 6, { kernel: 3, groups: 2 })).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: conv2d: in must be a multiple of groups (2), got 3.]`,
    );
    expect(() => conv2d(4, 5, { kernel: 3, groups: 2 })).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: conv2d: out must be a multiple of groups (2), got 5.]`,
    );
    expect(() => conv2d(3, 6, { kernel: 0 })).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: conv2d: kernel height must be a whole number from 1 on, got 0.]`,
    );
  });
});

describe('pooling and shapes', () => {
  it('are the ops of the same names', () => {
    const x = images();
    expect(values(maxPool2d({ kernel: 2 }).forward(x))).toEqual(
      values(ops.maxPool2d(x, { kernel: 2 })),
    );
    expect(values(avgPool2d({ kernel: 3, stride: 1 }).forward(x))).toEqual(
      values(ops.avgPool2d(x, { kernel: 3, stride: 1 })),
    );
    expect(globalAvgPool().forward(x).shape).toEqual([2, 3]);
    expect(flatten().forward(x).shape).toEqual([2, 108]);
  });
});

describe('activations', () => {
  it.each<[Layer, (x: Tensor) => Tensor]>([
    [relu(), ops.relu],
    [sigmoid(), ops.sigmoid],
    [tanh(), ops.tanh],
    [leakyRelu({ slope: 0 }), (x) => ops.leakyRelu(x, { slope: 0 })],
    [elu({ alpha: 0.5 }), (x) => ops.elu(x, { alpha: 0.5 })],
    [selu(), ops.selu],
    [gelu({ approximate: 'tanh' }), (x) => ops.gelu(x, { approximate: 'tanh' })],
    [softplus({ beta: 2 }), (x) => ops.softplus(x, { beta: 2 })],
    [hardSwish(), ops.hardSwish],
  ])('%s is the op of that name', (layer, op) => {
    const x = tensor([-4, -0.5, 0, 0.5, 4]);
    expect(values(layer.forward(x))).toEqual(values(op(x)));
  });
});

describe('residual', () => {
  it('adds the input, or what the shortcut makes of it', () => {
    const x = tensor([[1, 2]]);
    const double = () =>
      linear(2, 2, {
        init: () =>
          tensor([
            [2, 0],
            [0, 2],
          ]),
      });
    expect(values(residual(double()).forward(x))).toEqual([3, 6]);
    expect(values(residual(double(), double()).forward(x))).toEqual([4, 8]);
    expect(
      residual(double())
        .namedParameters()
        .map(([name]) => name),
    ).toEqual(['body.weight', 'body.bias']);
  });
});

describe('fusion', () => {
  const convolutional = () =>
    initialize(
      sequential(
        conv2d(3, 4, { kernel: 3, padding: 1, biasInit: uniform({ low: -1 }) }),
        relu(),
        conv2d(4, 5, { kernel: 3, bias: false }),
        batchNorm(5),
        relu(),
        flatten(),
        linear(80, 7),
        tanh(),
        linear(7, 6),
        sigmoid(),
        linear(6, 2),
        relu(),
      ),
      { seed: 1 },
    );

  const trained = (model: Layer) => {
    const x = images();
    const y = model.forward(x);
    sum(ops.square(y)).backward();
    return {
      y: values(y),
      grads: model.parameters().map((parameter) => values(parameter.grad!)),
      state: model.stateDict(),
      evaluated: values(model.eval().forward(x)),
    };
  };

  it('changes neither results nor gradients nor statistics', () => {
    const plain = convolutional();
    setFusion(plain, false);
    expect(plain.fusion).toBe(false);
    expect(trained(convolutional())).toEqual(trained(plain));
  });

  it('makes fewer calls, and steps back where a listener waits', () => {
    const model = convolutional();
    const seen: number[] = [];
    model.layers[4].onForward((output) => seen.push(output.size));
    model.forward(images());
    expect(seen).toEqual([160]);
    const y = convolutional().layers[0].forwardFused(images());
    expect(y.op).toBe('conv2d');
    expect(Math.min(...values(y))).toBe(0);
  });
});
