import { describe, expect, it } from 'vitest';
import { adam, sgd } from './optimizers.js';

const floats = (...values: number[]): Float64Array => Float64Array.from(values);
/** To ten decimals; the last bits depend on the order of sums. */
const rounded = (...values: number[]): number[] =>
  values.map((value) => Number(value.toFixed(10)) + 0);

describe('sgd', () => {
  it('takes the gradient as first velocity and looks ahead with nesterov', () => {
    const [p, velocity] = [floats(1), floats(99)];
    const rest = { n: 1, lr: 0.1, momentum: 0.5, dampening: 0.25, weightDecay: 0, nesterov: true };
    sgd({ p, grad: floats(2), velocity, ...rest, first: true });
    expect(rounded(...p, ...velocity)).toEqual(rounded(1 - 0.1 * (2 + 0.5 * 2), 2));
    sgd({ p, grad: floats(4), velocity, ...rest, first: false });
    expect(rounded(...p, ...velocity)).toEqual(rounded(0.7 - 0.1 * (4 + 0.5 * 4), 4));
  });

  it('adds weight decay to the gradient', () => {
    const p = floats(3);
    const rest = { n: 1, lr: 0.1, momentum: 0, dampening: 0, nesterov: false, first: true };
    sgd({ p, grad: floats(1), velocity: null, ...rest, weightDecay: 0.5 });
    expect(rounded(...p)).toEqual([2.75]);
  });
});

describe('adam', () => {
  const corrections = { correction1: 0.1, correction2: 0.001 };
  const rest = {
    n: 1,
    lr: 0.01,
    beta1: 0.9,
    beta2: 0.999,
    eps: 0,
    weightDecay: 0.1,
    ...corrections,
  };
  const state = () => ({ m: floats(0), v: floats(0), vMax: null });

  it('moves by the rate at its first step, after decoupled decay', () => {
    const p = floats(2);
    adam({ p, grad: floats(-5), ...state(), ...rest, decay: 'decoupled' });
    expect(rounded(...p)).toEqual([2 * (1 - 0.001) + 0.01]);
  });

  it('has coupled decay in the gradient', () => {
    const p = floats(2);
    adam({ p, grad: floats(-0.1), ...state(), ...rest, decay: 'coupled' });
    expect(rounded(...p)).toEqual([1.99]);
  });

  it('keeps the largest square for AMSGrad', () => {
    const [p, vMax] = [floats(0), floats(4)];
    const plain = {
      ...rest,
      weightDecay: 0,
      correction1: 1,
      correction2: 1,
      decay: 'coupled',
    } as const;
    adam({ p, grad: floats(10), ...state(), vMax, ...plain });
    // m = 1, v = 0.1, but the root is taken of 4.
    expect(rounded(...p, ...vMax)).toEqual([-0.005, 4]);
  });
});
