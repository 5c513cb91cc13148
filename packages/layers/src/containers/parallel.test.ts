import { identity, ones } from '@evenkeel/init';
import { createReferenceBackend } from '@evenkeel/kernels';
import { setBackend, sum, tensor, zeros } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { conv2d, linear, maxPool2d, parallel, relu, sequential } from '../index.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

describe('parallel', () => {
  it('joins what its branches give, in order', () => {
    const negated = linear(2, 1, { init: ones(), bias: false });
    const model = parallel(linear(2, 2, { init: identity(), bias: false }), negated, relu());
    const y = model.forward(tensor([[1, -2]]));
    expect(y.shape).toEqual([1, 5]);
    expect([...y.dataSync()]).toEqual([1, -2, -1, 1, 0]);
  });

  it('gives gradients to every branch and adds them in the input', () => {
    const model = parallel(linear(2, 1, { init: ones(), bias: false }), relu());
    const x = tensor([[3, 5]], { requiresGrad: true });
    sum(model.forward(x)).backward();
    expect([...x.grad!.dataSync()]).toEqual([2, 2]);
    expect([...model.branches[0].weight.grad!.dataSync()]).toEqual([3, 5]);
  });

  it('names its branches by their numbers', () => {
    const model = sequential(parallel(linear(2, 1), sequential(relu(), linear(2, 3))));
    const names = model.namedParameters().map(([name]) => name);
    expect(names).toEqual(['0.0.weight', '0.0.bias', '0.1.1.weight', '0.1.1.bias']);
  });

  it('refuses images of different sizes', () => {
    const model = parallel(conv2d(3, 8, { kernel: 1 }), maxPool2d({ kernel: 2 }));
    expect(() => model.forward(zeros([1, 4, 4, 3]))).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: concat: tensors[1] must be [1, 4, 4, *] like the first, got [1, 2, 2, 3].]`,
    );
  });
});
