import { describe, expect, it } from 'vitest';
import { barLine, duration, timeTaken, type ProgressState } from './progress.js';

const state: ProgressState = {
  done: 1680,
  total: 4000,
  rate: '512 steps/s',
  secondsLeft: 4.53,
  note: 'batch norm 93.9 %, plain 52.5 %',
};

describe('barLine', () => {
  it('shows share, steps, rate, time left and note', () => {
    expect(barLine(state, 120)).toBe(
      '████████████░░░░░░░░░░░░░░░░  42 % | 1,680/4,000 steps | 512 steps/s | 5 s left | batch norm 93.9 %, plain 52.5 %',
    );
  });

  it('leaves out first what matters least', () => {
    expect(barLine(state, 80)).toBe(
      '██████░░░░░░░░  42 % | 512 steps/s | 5 s left | batch norm 93.9 %, plain 52.5 %',
    );
    expect(barLine(state, 50)).toBe('████████░░░░░░░░░░  42 % | 512 steps/s | 5 s left');
    expect(barLine(state, 30)).toBe('█████░░░░░░░  42 % | 5 s left');
  });

  it.each([1, 2, 5, 10, 17, 40, 63, 200])('stays below %i columns', (columns) => {
    expect(barLine(state, columns).length).toBeLessThan(columns);
  });

  it('is empty at the start and full at the end', () => {
    const start = { ...state, done: 0, secondsLeft: Infinity, note: '' };
    expect(barLine(start, 80)).toBe(
      '░░░░░░░░░░░░░░░░░░░░░░░░░░░░   0 % | 0/4,000 steps | 512 steps/s | … left',
    );
    expect(barLine({ ...state, done: 4000 }, 60)).toMatch(/^█+ 100 %/);
  });
});

describe('duration', () => {
  it.each([
    [0.4, '0 s'],
    [59.6, '1 min 00 s'],
    [65, '1 min 05 s'],
    [7380, '2 h 03 min'],
    [Infinity, '…'],
  ])('says %f seconds as %s', (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });
});

describe('timeTaken', () => {
  it.each([
    [0.04, '0.0 s'],
    [9.94, '9.9 s'],
    [9.96, '10 s'],
    [65, '1 min 05 s'],
  ])('says %f seconds as %s', (seconds, text) => {
    expect(timeTaken(seconds)).toBe(text);
  });
});
