// Samples of losses of classes that are composed of other ops.
import { tensor, zeros } from '../../core/create.js';
import { bad, float, good, int32, type OpSamples } from '../../samples/sample.js';
import { multiMargin, nll } from './nll.js';

const rows = { x: float([4, 3]), target: int32([4], [0, 2, 1, 2]) };
const classWeights = float([3], { low: 0.5, constant: true });

export const classLossSamples: Readonly<Record<string, OpSamples>> = {
  nll: {
    good: [
      good('mean', rows, ({ x, target }) => nll(x, target)),
      good('sum', rows, ({ x, target }) => nll(x, target, { reduction: 'sum' })),
      good('none', rows, ({ x, target }) => nll(x, target, { reduction: 'none' })),
      good('ignored class', { ...rows, target: int32([4], [0, -100, 1, 2]) }, ({ x, target }) =>
        nll(x, target, { ignoreIndex: -100 }),
      ),
      good('class weights', { ...rows, classWeights }, ({ x, target, ...options }) =>
        nll(x, target, { ...options, ignoreIndex: 1 }),
      ),
    ],
    bad: [
      bad(
        'targets of another count',
        () => nll(zeros([4, 3]), tensor([0], { dtype: 'int32' })),
        'nll: target must be [4], classes, to match logProbs [4, 3], got [1].',
      ),
      bad(
        'class weights of another count',
        () => nll(zeros([1, 3]), tensor([0], { dtype: 'int32' }), { classWeights: zeros([2]) }),
        'nll: classWeights must be [3] to match logProbs [1, 3], got [2].',
      ),
    ],
  },
  multiMargin: {
    good: [
      good('mean', rows, ({ x, target }) => multiMargin(x, target)),
      good('squared', rows, ({ x, target }) => multiMargin(x, target, { p: 2, margin: 0.5 })),
      good('none', rows, ({ x, target }) => multiMargin(x, target, { reduction: 'none' })),
    ],
    bad: [
      bad(
        'targets of another count',
        () => multiMargin(zeros([4, 3]), tensor([0], { dtype: 'int32' })),
        'multiMargin: target must be [4], classes, to match scores [4, 3], got [1].',
      ),
      bad(
        'another power',
        () => multiMargin(zeros([1, 3]), tensor([0], { dtype: 'int32' }), { p: 3 as never }),
        'multiMargin: p must be 1 or 2, got 3.',
      ),
    ],
  },
};
