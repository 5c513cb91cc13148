import { describe, expect, it } from 'vitest';
import { batchNorm, batchNormGrad, batchNormInference } from './batchNorm.js';

const floats = (...values: number[]): Float64Array => Float64Array.from(values);
/** To ten decimals; the last bits depend on the order of sums. */
const rounded = (...values: number[]): number[] =>
  values.map((value) => Number(value.toFixed(10)) + 0);

// Mean 3, squared deviations 4 + 1 + 9 = 14: biased variance 14/3, unbiased 7.
const x = floats(1, 2, 6);
const rstd = Math.sqrt(3 / 14);

describe('batchNorm', () => {
  it('normalizes by the biased variance and tracks the unbiased one', () => {
    const out = { y: new Float64Array(3), mean: new Float64Array(1), rstd: new Float64Array(1) };
    const [runningMean, runningVar] = [floats(10), floats(20)];
    const scale = { gamma: floats(2), beta: floats(1), residual: null };
    const options = { m: 3, c: 1, eps: 0, momentum: 0.1, activation: 'none' } as const;
    batchNorm({ x, ...scale, ...out, runningMean, runningVar, ...options });
    expect(rounded(...out.y)).toEqual(rounded(1 - 4 * rstd, 1 - 2 * rstd, 1 + 6 * rstd));
    expect(rounded(...out.mean, ...out.rstd)).toEqual(rounded(3, rstd));
    expect(rounded(...runningMean, ...runningVar)).toEqual([9.3, 18.7]);
  });

  it('keeps the digits of a deviation of 1e-2 around a mean of 1e3', () => {
    const out = { y: new Float32Array(2), mean: new Float32Array(1), rstd: new Float32Array(1) };
    const without = {
      gamma: null,
      beta: null,
      residual: null,
      runningMean: null,
      runningVar: null,
    };
    const data = Float32Array.of(1000 - 2 ** -7, 1000 + 2 ** -7);
    batchNorm({ x: data, ...without, ...out, m: 2, c: 1, eps: 0, momentum: 0, activation: 'none' });
    expect([...out.y]).toEqual([-1, 1]);
    expect(out.rstd[0]).toBe(128);
  });

  it('adds the residual before the ReLU', () => {
    const y = new Float64Array(2);
    const stats = { mean: floats(1), variance: floats(4), gamma: null, beta: null };
    const args = { x: floats(3, 5), residual: floats(-2, -1), ...stats, y, m: 2, c: 1, eps: 0 };
    batchNormInference({ ...args, activation: 'relu' });
    expect([...y]).toEqual([0, 1]);
  });
});

describe('batchNormGrad', () => {
  it('sends nothing along the constant and the linear direction', () => {
    const dx = new Float64Array(3);
    const stats = { mean: floats(3), rstd: floats(rstd), gamma: null, beta: null, y: null };
    const rest = { dresidual: null, dgamma: new Float64Array(1), dbeta: new Float64Array(1) };
    // 5 for all, and x - mean.
    const dy = floats(5 - 2, 5 - 1, 5 + 3);
    batchNormGrad({ x, dy, dx, ...stats, ...rest, m: 3, c: 1, activation: 'none' });
    expect(rounded(...dx)).toEqual([0, 0, 0]);
    expect(rounded(...rest.dbeta, ...rest.dgamma)).toEqual(rounded(15, 14 * rstd));
  });
});
