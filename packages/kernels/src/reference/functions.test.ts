import { describe, expect, it } from 'vitest';
import { erf, erfc } from './erf.js';
import { definitions } from './functions.js';

describe('erf', () => {
  it.each([
    [0.5, 0.5204998778130465],
    [1, 0.8427007929497149],
    [2.4, 0.9993114861033549],
    [2.6, 0.9997639655834707],
    [-1, -0.8427007929497149],
  ])('of %d', (x, want) => expect(erf(x)).toBeCloseTo(want, 15));

  it('has a tail that keeps its digits', () => {
    expect(erfc(5) / 1.5374597944280349e-12).toBeCloseTo(1, 12);
    expect(erfc(Infinity)).toBe(0);
    expect(erf(-Infinity)).toBe(-1);
  });
});

describe('functions', () => {
  it('round halves to even', () => {
    const { value } = definitions.round;
    expect([0.5, 1.5, 2.5, -0.5, -1.5, 1.2, -1.7].map((x) => value(x, 0, 0) + 0)).toEqual([
      0, 2, 2, 0, -2, 1, -2,
    ]);
  });

  it('have the slopes of the golden vectors at kinks', () => {
    expect(definitions.relu.slope(0, 0, 0)).toBe(0);
    expect(definitions.leakyRelu.slope(0, 0.1, 0)).toBe(0.1);
    expect(definitions.elu.slope(0, 1.5, 0)).toBe(1.5);
    expect(definitions.abs.slope(0, 0, 0)).toBe(0);
    expect(definitions.clip.slope(1, -1, 1)).toBe(1);
    expect(definitions.hardSigmoid.slope(3, 0, 0)).toBe(0);
  });

  it('let NaN through', () => {
    for (const f of ['relu', 'relu6', 'clip', 'leakyRelu', 'tanh', 'softplus'] as const) {
      expect(definitions[f].value(NaN, 1, 2)).toBeNaN();
    }
  });

  it('stay finite far out', () => {
    for (const f of ['sigmoid', 'softplus', 'gelu', 'geluTanh', 'mish', 'silu'] as const) {
      for (const x of [-1e30, -800, 800, 1e30]) {
        expect(definitions[f].value(x, 1, 0)).not.toBeNaN();
        expect(Number.isFinite(definitions[f].slope(x, 1, 0))).toBe(true);
      }
    }
  });
});
