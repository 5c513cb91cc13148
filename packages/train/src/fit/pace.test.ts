import { describe, expect, it } from 'vitest';
import { Pace } from './pace.js';

describe('Pace', () => {
  it('knows nothing before the first step', () => {
    expect(new Pace(5).measure(5, 10)).toEqual({
      samplesPerSecond: 0,
      secondsLeft: Number.POSITIVE_INFINITY,
    });
  });

  it('measures from the start', () => {
    const pace = new Pace(5);
    pace.add(60, 5.1);
    pace.add(60, 5.2);
    const { samplesPerSecond, secondsLeft } = pace.measure(5.2, 100);
    expect(samplesPerSecond).toBeCloseTo(600, 6);
    expect(secondsLeft).toBeCloseTo(10, 6);
  });

  it('forgets what was seconds ago', () => {
    const pace = new Pace(0);
    for (let i = 1; i <= 10; i += 1) pace.add(1, i);
    for (let i = 1; i <= 40; i += 1) pace.add(1, 10 + i / 10);
    expect(pace.measure(14, 10).samplesPerSecond).toBeCloseTo(10, 6);
  });

  it('leaves out time that was spent otherwise', () => {
    const pace = new Pace(0);
    pace.add(10, 1);
    pace.skip(9);
    expect(pace.measure(10, 1).samplesPerSecond).toBeCloseTo(10, 6);
  });
});
