// An option of 0 is 0: `option || default` takes the default for it, and gave a peer weights of another range.
import { createReferenceBackend } from '@evenkeel/kernels';
import { uniform } from '@evenkeel/init';
import { batchNorm, dropout, elu, gaussianNoise, leakyRelu, sequential } from '@evenkeel/layers';
import { cosineAnnealing, linearRamp } from '@evenkeel/optim';
import * as ops from '@evenkeel/tensor';
import { generator, setBackend, tensor, type Tensor } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

const x = (): Tensor =>
  tensor([
    [-2, 1],
    [3, -4],
  ]);
const labels = (): Tensor => tensor(Int32Array.of(0, 1));

describe('an option of 0', () => {
  it.each<[string, () => Tensor, number[]]>([
    ['min of clip', () => ops.clip(x(), { min: 0 }), [0, 1, 3, 0]],
    ['max of clip', () => ops.clip(x(), { max: 0 }), [-2, 0, 0, -4]],
    ['slope of leakyRelu', () => ops.leakyRelu(x(), { slope: 0 }), [0, 1, 3, 0]],
    ['slope of the layer leakyRelu', () => leakyRelu({ slope: 0 }).forward(x()), [0, 1, 3, 0]],
    ['alpha of elu', () => elu({ alpha: 0 }).forward(x()), [0, 1, 3, 0]],
    ['axis of sum', () => ops.sum(x(), 0), [1, -3]],
    ['axis of argMax', () => ops.argMax(x(), 0), [1, 0]],
    ['margin of hinge', () => ops.hinge(tensor([0.5]), tensor([1]), { margin: 0 }), [0]],
    ['rate of dropout', () => dropout({ rate: 0 }).forward(x()), [-2, 1, 3, -4]],
    ['std of gaussianNoise', () => gaussianNoise({ std: 0 }).forward(x()), [-2, 1, 3, -4]],
    ['std of normal numbers', () => generator(0).normal([2], 5, 0), [5, 5]],
    ['value of full', () => ops.full([2], 0), [0, 0]],
  ])('%s', (_, make, expected) => {
    expect([...make().dataSync()].map((value) => value + 0)).toEqual(expected);
  });

  it('ignoreIndex of crossEntropy leaves the class 0 out', () => {
    const one = ops.crossEntropy(tensor([[3, -4]]), tensor(Int32Array.of(1))).item();
    expect(ops.crossEntropy(x(), labels(), { ignoreIndex: 0 }).item()).toBe(one);
    expect(ops.crossEntropy(x(), labels()).item()).not.toBe(one);
  });

  it('eps of batchNorm adds nothing to the variance', () => {
    const y = sequential(batchNorm(1, { eps: 0 })).forward(tensor([[-1e-3], [1e-3]]));
    expect([...y.dataSync()]).toEqual([-1, 1]);
  });

  it('momentum of batchNorm leaves the running statistics', () => {
    const layer = batchNorm(2, { momentum: 0 });
    layer.forward(x());
    expect([...layer.runningMean!.dataSync()]).toEqual([0, 0]);
  });

  it('low and high of uniform weights bound them', () => {
    const [above, below] = [
      uniform({ low: 0, high: 1 })([50], generator(1)),
      uniform({ low: -1, high: 0 })([50], generator(1)),
    ];
    expect(Math.min(...above.dataSync())).toBeGreaterThanOrEqual(0);
    expect(Math.max(...below.dataSync())).toBeLessThanOrEqual(0);
  });

  it('rates of schedules are reached', () => {
    expect(cosineAnnealing({ baseLr: 1, steps: 10, hold: true, minLr: 0 })(10)).toBe(0);
    expect(linearRamp({ baseLr: 1, steps: 10, startFactor: 0 })(0)).toBe(0);
    expect(linearRamp({ baseLr: 1, steps: 10, endFactor: 0 })(10)).toBe(0);
  });

  it('seed of a generator is a seed', () => {
    expect([...generator(0).normal([2]).dataSync()]).not.toEqual([
      ...generator(1).normal([2]).dataSync(),
    ]);
  });
});
