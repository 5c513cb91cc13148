import { describe, expect, it } from 'vitest';
import { roundTicks, stepAxis } from './axis.js';

describe('roundTicks', () => {
  it.each([
    { last: 2000, room: 8, ticks: [0, 500, 1000, 1500, 2000] },
    { last: 10_000, room: 8, ticks: [0, 2000, 4000, 6000, 8000, 10_000] },
    { last: 1234, room: 5, ticks: [0, 500, 1000] },
    { last: 1000, room: 10, ticks: [0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000] },
    { last: 3, room: 8, ticks: [0, 1, 2, 3] },
    { last: 1, room: 0, ticks: [0, 1] },
  ])('divides $last steps by at most $room', ({ last, room, ticks }) => {
    expect(roundTicks(last, room)).toEqual(ticks);
  });
});

describe('stepAxis', () => {
  it('puts each number under its tick', () => {
    expect(stepAxis(2000, { width: 21, overhang: 5 })).toEqual({
      line: '┬─────────┬─────────┬',
      labels: '0       1,000     2,000',
    });
  });
});
