import { describe, expect, it } from 'vitest';
import { crossEntropy, crossEntropyGrad } from './crossEntropy.js';

const floats = (...values: number[]): Float64Array => Float64Array.from(values);
/** To ten decimals; the last bits depend on the order of sums. */
const rounded = (...values: number[]): number[] =>
  values.map((value) => Number(value.toFixed(10)) + 0);

const options = { lossLength: 1, n: 3, c: 2, reduction: 'mean', labelSmoothing: 0 } as const;
const plain = { ...options, hasIgnoreIndex: false, ignoreIndex: 0, classWeights: null };
// Softmax of (0, log 3) is (1/4, 3/4).
const logits = floats(0, Math.log(3), 0, Math.log(3), 0, Math.log(3));

describe('crossEntropy', () => {
  const weighted = {
    ...plain,
    hasIgnoreIndex: true,
    ignoreIndex: -100,
    classWeights: floats(3, 1),
  };
  const target = Int32Array.of(0, 1, -100);

  it('averages over the weights of the rows that count', () => {
    const loss = new Float64Array(1);
    crossEntropy({ ...weighted, logits, target, loss });
    expect(rounded(...loss)).toEqual(rounded((3 * Math.log(4) + Math.log(4 / 3)) / 4));
  });

  it('has the gradient w (softmax - one-hot) / weights, 0 where ignored', () => {
    const dlogits = new Float64Array(6);
    crossEntropyGrad({ ...weighted, logits, target, dloss: floats(4), dlogits });
    expect(rounded(...dlogits)).toEqual([-9 / 4, 9 / 4, 1 / 4, -1 / 4, 0, 0]);
  });

  it('smooths labels', () => {
    const loss = new Float64Array(1);
    const zeros = Int32Array.of(0, 0, 0);
    crossEntropy({ ...plain, labelSmoothing: 0.2, reduction: 'sum', logits, target: zeros, loss });
    expect(rounded(...loss)).toEqual(rounded(3 * (0.9 * Math.log(4) + 0.1 * Math.log(4 / 3))));
  });

  it('refuses a class that does not exist before it writes', () => {
    const loss = floats(7);
    const wrong = Int32Array.of(0, 1, 2);
    expect(() => crossEntropy({ ...plain, logits, target: wrong, loss })).toThrow(
      'crossEntropy: target[2] must be from 0 to 1, got 2.',
    );
    expect([...loss]).toEqual([7]);
  });
});
