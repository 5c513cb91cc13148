import { tensor, zeros } from '../../core/create.js';
import { bad, float, good, int32, type OpSamples } from '../../samples/sample.js';
import { crossEntropy } from './cross-entropy.js';

const rows = { logits: float([4, 3]), target: int32([4], [0, 2, 1, 2]) };
const pixels = { logits: float([1, 2, 2, 3]), target: int32([1, 2, 2], [0, 2, 1, 2]) };
const classWeights = float([3], { low: 0.5, constant: true });
const probabilities = { logits: float([4, 3]), target: float([4, 3], { low: 0.1, high: 0.8 }) };

export const crossEntropySamples: OpSamples = {
  good: [
    good('mean', rows, ({ logits, target }) => crossEntropy(logits, target)),
    good('sum', rows, ({ logits, target }) => crossEntropy(logits, target, { reduction: 'sum' })),
    good('none', pixels, ({ logits, target }) =>
      crossEntropy(logits, target, { reduction: 'none' }),
    ),
    good('pixels', pixels, ({ logits, target }) => crossEntropy(logits, target)),
    good('smoothing', rows, ({ logits, target }) =>
      crossEntropy(logits, target, { labelSmoothing: 0.1 }),
    ),
    good('ignored class', rows, ({ logits, target }) =>
      crossEntropy(logits, target, { ignoreIndex: 2 }),
    ),
    good('class weights', { ...rows, classWeights }, ({ logits, target, ...options }) =>
      crossEntropy(logits, target, options),
    ),
    good('all options', { ...rows, classWeights }, ({ logits, target, ...options }) =>
      crossEntropy(logits, target, { ...options, labelSmoothing: 0.2, ignoreIndex: 1 }),
    ),
    good('probabilities', probabilities, ({ logits, target }) => crossEntropy(logits, target)),
    good('probabilities, all options', { ...probabilities, classWeights }, (inputs) =>
      crossEntropy(inputs.logits, inputs.target, {
        classWeights: inputs.classWeights,
        labelSmoothing: 0.2,
        reduction: 'none',
      }),
    ),
  ],
  bad: [
    bad(
      'targets of another count',
      () => crossEntropy(zeros([4, 3]), tensor([0, 1], { dtype: 'int32' })),
      'crossEntropy: target must be [4], classes, to match logits [4, 3], got [2].',
    ),
    bad(
      'probabilities of another shape',
      () => crossEntropy(zeros([4, 3]), zeros([4])),
      'crossEntropy: target must be [4, 3], probabilities, like logits, got [4]. ' +
        'Classes must be int32.',
    ),
    bad(
      'bytes',
      () => crossEntropy(zeros([1, 3]), tensor([0], { dtype: 'uint8' })),
      'crossEntropy: target must be an int32 tensor, got uint8.',
    ),
    bad(
      'smoothing above 1',
      () => crossEntropy(zeros([1, 3]), tensor([0], { dtype: 'int32' }), { labelSmoothing: 2 }),
      'crossEntropy: labelSmoothing must be from 0 to 1, got 2.',
    ),
    bad(
      'class weights of another count',
      () =>
        crossEntropy(zeros([1, 3]), tensor([0], { dtype: 'int32' }), { classWeights: zeros([2]) }),
      'crossEntropy: classWeights must be [3] to match logits [1, 3], got [2].',
    ),
  ],
};
