// Symmetry: why weights are drawn at random.
import { createReferenceBackend } from '@evenkeel/kernels';
import { constant, normal, type Initializer } from '@evenkeel/init';
import { adam, sgd, type Optimizer } from '@evenkeel/optim';
import { crossEntropy, generator, Scope, setBackend, tensor, type Tensor } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { linear, relu, sequential, tanh, type Linear } from '@evenkeel/layers';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float32' })));

const units = 6;

/** How far the weights of a layer's units are apart: the largest difference to the first unit. */
function spread({ weight }: Linear<number, number>): number {
  const values = weight.dataSync();
  return Math.max(...values.map((value, i) => Math.abs(value - values[i - (i % units)]!)));
}

/** The spread of both hidden layers over some steps of training. */
function spreads(init: Initializer, optimizer: (of: Tensor[]) => Optimizer): number[] {
  const hidden = [linear(4, units, { init }), linear(units, units, { init })] as const;
  const model = sequential(hidden[0], tanh(), hidden[1], relu(), linear(units, 3, { init }));
  const taught = optimizer(model.parameters());
  const x = generator(1).normal([20, 4]);
  const y = tensor(generator(2).integers(20, 3));
  return Array.from({ length: 30 }, () => {
    using _step = new Scope();
    taught.zeroGrad();
    crossEntropy(model.forward(x), y).backward();
    taught.step();
    return Math.max(...hidden.map(spread));
  });
}

describe('hidden units that start equal', () => {
  it.each<[string, (of: Tensor[]) => Optimizer]>([
    ['sgd', (of) => sgd(of, { lr: 0.5, momentum: 0.9 })],
    ['adam', (of) => adam(of, { lr: 0.1 })],
  ])('stay equal to the last bit under %s', (_, optimizer) => {
    expect(spreads(constant(0.3), optimizer)).toEqual(Array.from({ length: 30 }, () => 0));
  });

  it('part if the weights are random', () => {
    const all = spreads(normal({ std: 0.3 }), (of) => sgd(of, { lr: 0.5 }));
    expect(Math.min(...all)).toBeGreaterThan(0.1);
  });

  it('do not learn at all from zeros, but for the last bias', () => {
    const all = spreads(constant(0), (of) => sgd(of, { lr: 0.5 }));
    expect(Math.max(...all)).toBe(0);
  });
});
