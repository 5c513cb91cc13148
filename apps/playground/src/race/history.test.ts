import { describe, expect, it } from 'vitest';
import { History } from './history.js';

describe('History', () => {
  it('keeps each number while there is room', () => {
    const history = new History(4);
    for (let step = 1; step <= 4; step++) history.add(step, 10 * step);
    expect(Array.from(history.steps)).toEqual([1, 2, 3, 4]);
    expect(Array.from(history.values)).toEqual([10, 20, 30, 40]);
  });

  it('then keeps means of neighbors, the last over what has come so far', () => {
    const history = new History(4);
    for (let step = 1; step <= 11; step++) history.add(step, step);
    // Spans of 4 after the second halving at step 9.
    expect(Array.from(history.steps)).toEqual([4, 8, 11]);
    expect(Array.from(history.values)).toEqual([2.5, 6.5, 10]);
  });

  it('never holds more than its capacity', () => {
    const history = new History(8);
    for (let step = 1; step <= 10_000; step++) history.add(step, 1);
    expect(history.steps.length).toBeLessThanOrEqual(8);
    expect(history.steps.at(-1)).toBe(10_000);
    expect(new Set(history.values)).toEqual(new Set([1]));
  });
});
