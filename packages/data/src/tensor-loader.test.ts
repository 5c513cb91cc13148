import { createReferenceBackend } from '@evenkeel/kernels';
import { generator, memory, Scope, setBackend, tensor, zeros, type Tensor } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { tensorLoader } from './tensor-loader.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float32' })));

const numbers = (x: Tensor): number[] => [...x.dataSync()];

describe('tensorLoader', () => {
  it('gives rows of both tensors together, the last batch smaller', () => {
    const x = tensor([
      [[0], [1]],
      [[2], [3]],
      [[4], [5]],
    ]);
    const y = tensor([[0.5], [2.5], [4.5]]);
    const data = tensorLoader({ x, y }, { batch: 2, shuffle: false });
    const batches = Array.from(data, (batch) => [
      batch.x.shape,
      numbers(batch.x),
      numbers(batch.y),
    ]);
    expect(batches).toEqual([
      [
        [2, 2, 1],
        [0, 1, 2, 3],
        [0.5, 2.5],
      ],
      [[1, 2, 1], [4, 5], [4.5]],
    ]);
    expect([data.length, data.epoch, data.position]).toEqual([2, 1, 0]);
  });

  it('keeps classes and bytes what they are, and pairs them when it mixes', () => {
    const x = tensor(
      Uint8Array.from({ length: 20 }, (_, i) => i),
      { shape: [10, 2] },
    );
    const y = tensor(Int32Array.from({ length: 10 }, (_, i) => 100 + i));
    const data = tensorLoader({ x, y }, { batch: 10, generator: generator(3) });
    const [first, second] = [data.next(), data.next()];
    expect([first.x.dtype, first.y.dtype]).toEqual(['uint8', 'int32']);
    const order = numbers(first.y);
    expect(numbers(first.x)).toEqual(
      order.flatMap((label) => [2 * (label - 100), 2 * (label - 100) + 1]),
    );
    expect(order.toSorted((a, b) => a - b)).toEqual(numbers(y));
    expect(order).not.toEqual(numbers(y));
    expect(numbers(second.y)).not.toEqual(order);
  });

  it('gives the same batches from the same seed, and goes on from a saved place', () => {
    const pair = { x: generator(1).normal([7, 3]), y: generator(2).integers(7, 5) };
    const make = () =>
      tensorLoader({ x: pair.x, y: tensor(pair.y) }, { batch: 2, generator: generator(5) });
    const whole = make();
    const seen = Array.from({ length: 9 }, () => numbers(whole.next().x));
    const half = make();
    for (let i = 0; i < 5; i += 1) half.next();
    const resumed = make();
    resumed.restore(JSON.parse(JSON.stringify(half.state())) as ReturnType<typeof half.state>);
    const rest = Array.from({ length: 4 }, () => numbers(resumed.next().x));
    expect(rest).toEqual(seen.slice(5));
  });

  it('makes nothing but batches, which belong to the scope', () => {
    const data = tensorLoader({ x: zeros([4, 2]), y: zeros([4, 1]) }, { batch: 2 });
    const before = memory().tensors;
    {
      using _scope = new Scope();
      data.next();
      expect(memory().tensors).toBe(before + 2);
    }
    expect(memory().tensors).toBe(before);
  });

  it('refuses what does not go together, in words', () => {
    const make =
      (x: unknown, y: unknown, options = { batch: 2 }) =>
      () =>
        tensorLoader({ x, y } as { x: Tensor; y: Tensor }, options);
    const x = zeros([4, 2]);
    const y = tensor(new Int32Array(4));
    expect(make(x, zeros([3]))).toThrow(
      'tensorLoader: y must be of 4 rows, as many as x [4, 2], got [3].',
    );
    expect(make(zeros([0, 2]), y)).toThrow(
      'tensorLoader: x must be of one row or more, [N, ...], got [0, 2].',
    );
    expect(make(x, tensor(1))).toThrow(
      'tensorLoader: y must be of one row or more, [N, ...], got [].',
    );
    expect(make([[1, 2]], y)).toThrow('tensorLoader: x must be a tensor, got an array.');
    expect(make(x, undefined)).toThrow('tensorLoader: y must be a tensor, got undefined.');
    expect(make({ length: 1 }, y)).toThrow('tensorLoader: x must be a tensor, got an object.');
    expect(make(x, new Int32Array(4))).toThrow(
      'tensorLoader: y must be a tensor, got an Int32Array.',
    );
    expect(make(tensor([[1]], { requiresGrad: true }), y)).toThrow(
      'tensorLoader: x must be data, which do not require grad, got a tensor that does.',
    );
    expect(make(x, y, { batch: 0 })).toThrow(
      'tensorLoader: batch must be a whole number from 1 on, got 0.',
    );
    expect(() => tensorLoader({ x, y }, { batch: 5, dropLast: true })).toThrow(
      'tensorLoader: batch must be at most 4, the number of rows, with dropLast, got 5.',
    );
    const data = tensorLoader({ x, y }, { batch: 2 });
    expect(() => data.restore({ ...data.state(), count: 5 })).toThrow(
      'tensorLoader: state must be of 4 samples in batches of 2, got one of 5 samples in batches of 2.',
    );
  });
});
