import { describe, expect, it } from 'vitest';
import { axisOf, together } from './axes.js';

const counts = [1];
const percentiles = [0, 0, 0] as const;

describe('axes', () => {
  it('hold what is within 2.5 deviations, and not more than there is', () => {
    const of = (mean: number, deviation: number) =>
      axisOf({
        count: 9,
        nonFinite: 0,
        mean,
        deviation,
        percentiles,
        histogram: { from: -4, to: 9, counts },
      });
    expect(of(1, 2)).toEqual({ low: -4, high: 6 });
    expect(of(8, 2)).toEqual({ low: 3, high: 9 });
    expect(of(Number.NaN, Number.NaN)).toEqual({ low: 0, high: 0 });
  });

  it('are one for both nets, round and with 0 on them', () => {
    const common = { low: -1.5, high: 8 };
    expect(
      together({ 'batch norm': { low: -1.2, high: -1 }, plain: { low: 2, high: 6.5 } }),
    ).toEqual({ 'batch norm': common, plain: common });
  });

  it('are one for each where a common one would make a line of one net', () => {
    expect(
      together({ 'batch norm': { low: -2, high: 3 }, plain: { low: -7e19, high: 10 } }),
    ).toEqual({ 'batch norm': { low: -2, high: 3 }, plain: { low: -8e19, high: 10 } });
  });

  it('do not part because a net fades', () => {
    const common = { low: -3, high: 3 };
    expect(together({ 'batch norm': { low: -3, high: 3 }, plain: { low: 0, high: 1e-9 } })).toEqual(
      { 'batch norm': common, plain: common },
    );
  });
});
