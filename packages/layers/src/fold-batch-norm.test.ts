import { createReferenceBackend } from '@evenkeel/kernels';
import { uniform } from '@evenkeel/init';
import { generator, setBackend, type Tensor } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  BatchNorm,
  batchNorm,
  conv1d,
  conv2d,
  flatten,
  foldBatchNorm,
  linear,
  parallel,
  relu,
  residual,
  sequential,
  type Layer,
} from './index.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

const sequences = (step = 0) => generator(7).fork(step).normal([4, 9, 6], 1, 2);
const images = (step = 0) => generator(7).fork(step).normal([4, 4, 4, 3], 1, 2);
const norm = <C extends number>(channels: C) =>
  batchNorm(channels, { gammaInit: uniform(), betaInit: uniform() });
const norms = (model: Layer) => model.modules().filter((part) => part instanceof BatchNorm).length;

/** Trains the running statistics a little; then the folded model must give what the model gives. */
function expectSame(model: Layer, input = images): Layer {
  for (let step = 0; step < 3; step++) model.forward(input(step));
  const small = foldBatchNorm(model);
  const want = model.eval().forward(input());
  const got = small.forward(input());
  expect(got.shape).toEqual(want.shape);
  const values = (x: Tensor) => [...x.dataSync()];
  values(got).forEach((value, i) => expect(value).toBeCloseTo(values(want)[i]!, 10));
  return small;
}

describe('foldBatchNorm', () => {
  it('folds into convolutions and linear layers, with and without bias', () => {
    const model = sequential(
      conv2d(3, 6, { kernel: 3, padding: 1, stride: 2, groups: 3, bias: false }),
      norm(6),
      relu(),
      conv2d(6, 4, { kernel: 2, biasInit: uniform() }),
      norm(4),
      flatten(),
      linear(4, 5),
      norm(5),
    );
    const small = expectSame(model);
    expect([norms(model), norms(small)]).toEqual([3, 0]);
    expect([small.training, small.requiresGrad]).toEqual([false, false]);
  });

  it('folds into convolutions of sequences', () => {
    const options = { kernel: 3, stride: 2, padding: 'same', groups: 2 } as const;
    expect(norms(expectSame(sequential(conv1d(6, 4, options), norm(4)), sequences))).toBe(0);
  });

  it('goes into chains, residual connections and branches', () => {
    const unit = () => sequential(conv2d(3, 3, { kernel: 1 }), norm(3));
    const model = sequential(
      residual(unit()),
      residual(unit(), unit()),
      parallel(unit(), relu(), sequential(unit(), relu())),
    );
    const small = expectSame(model);
    expect([norms(model), norms(small)]).toEqual([5, 0]);
  });

  it('leaves batch norm that stands elsewhere, or keeps no statistics', () => {
    const model = sequential(
      norm(3),
      conv2d(3, 3, { kernel: 1 }),
      batchNorm(3, { trackRunningStats: false }),
    );
    expect(norms(expectSame(model))).toBe(2);
  });

  it('folds gamma alone, beta alone or neither', () => {
    for (const options of [{ beta: false }, { gamma: false }, { affine: false }]) {
      const init = { gammaInit: uniform(), betaInit: uniform() };
      const model = sequential(conv2d(3, 2, { kernel: 1 }), batchNorm(2, { ...init, ...options }));
      expect(norms(expectSame(model))).toBe(0);
    }
  });
});
