import { describe, expect, it } from 'vitest';
import { Thinned } from './history.js';

describe('Thinned', () => {
  it('keeps the first, the newest and evenly spaced ones between', () => {
    const kept = new Thinned<number>(4);
    const seen = Array.from({ length: 20 }, (_, i) => {
      kept.add(i);
      return [...kept.entries];
    });
    expect(seen[3]).toEqual([0, 1, 2, 3]);
    expect(seen[4]).toEqual([0, 2, 4]);
    expect(seen[5]).toEqual([0, 2, 4, 5]);
    expect(seen[8]).toEqual([0, 4, 8]);
    expect(seen[19]).toEqual([0, 8, 16, 19]);
    for (const [i, entries] of seen.entries()) expect(entries.at(-1)).toBe(i);
  });

  it('stays small', () => {
    const kept = new Thinned<number>(3);
    for (let i = 0; i < 1000; i++) kept.add(i);
    expect(kept.entries.length).toBeLessThanOrEqual(4);
    expect(kept.entries.at(-1)).toBe(999);
  });
});
