// Activations with parameters or pieces: prelu, maxout, glu; and those along an axis.
import { createReferenceBackend } from '@evenkeel/kernels';
import * as ops from '@evenkeel/tensor';
import { generator, setBackend, sum, tensor, zeros, type Tensor } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  glu,
  initialize,
  linear,
  logSoftmax,
  maxout,
  prelu,
  sequential,
  softmax,
  summary,
} from '../index.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

const values = (x: Tensor) => [...x.dataSync()];

describe('prelu', () => {
  it('learns one slope, or one per channel', () => {
    const shared = prelu({ slope: 0 });
    expect(values(shared.forward(tensor([[-1, 2]])))).toEqual([-0, 2]);
    sum(shared.forward(tensor([[-1, -3]]))).backward();
    expect(values(shared.alpha.grad!)).toEqual([-4]);
    const own = prelu(2);
    sum(own.forward(tensor([[-1, -3]]))).backward();
    expect(values(own.alpha.grad!)).toEqual([-1, -3]);
  });

  it('refuses other channels', () => {
    expect(() => prelu(3).forward(zeros([2, 4]))).toThrow(
      'prelu: alpha must be [1] or [4] to match x [2, 4], got [3].',
    );
    expect(() => prelu(0)).toThrow('prelu: channels must be a whole number from 1 on, got 0.');
  });
});

describe('maxout', () => {
  it('is the largest of its pieces', () => {
    const layer = maxout(3, 4, { pieces: 3 });
    const x = generator(1).normal([5, 3]);
    const pieces = ops.add(ops.matmul(x, layer.weight), layer.bias!);
    expect(layer.weight.shape).toEqual([3, 12]);
    expect(values(layer.forward(x))).toEqual(values(ops.maxout(pieces, 3)));
    const [row] = summary(sequential(layer), [5, 3]).rows;
    expect([row?.parameters, row?.flops]).toEqual([48, 2 * 5 * 12 * 3]);
  });

  it('passes on the square of the signal with two pieces', () => {
    const layer = initialize(maxout(400, 400), { seed: 3 });
    const y = layer.forward(generator(2).normal([50, 400]));
    expect(ops.mean(ops.square(y)).item()).toBeCloseTo(1, 1);
  });

  it('refuses pieces that cannot be', () => {
    expect(() => maxout(3, 4, { pieces: 0 })).toThrow(
      'maxout: pieces must be a whole number from 1 on, got 0.',
    );
  });
});

describe('glu', () => {
  it('gates one half of the channels with the other', () => {
    const x = generator(1).normal([5, 8]);
    expect(values(glu(4).forward(x))).toEqual(values(ops.glu(x)));
    expect(() => glu(3).forward(x)).toThrow(
      'glu: x must be [..., 6], twice the channels that come out, got [5, 8].',
    );
    expect(() => glu(0.5)).toThrow('glu: channels must be a whole number from 1 on, got 0.5.');
  });
});

describe('softmax', () => {
  it('is the op, along the axis it is told', () => {
    const x = generator(1).normal([2, 3, 4]);
    const model = sequential(linear(4, 4), softmax({ axis: 1 }));
    expect(values(model.forward(x))).toEqual(values(ops.softmax(model.layers[0].forward(x), 1)));
    expect(values(logSoftmax().forward(x))).toEqual(values(ops.logSoftmax(x)));
  });
});
