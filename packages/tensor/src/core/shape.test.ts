import { describe, expect, it } from 'vitest';
import { broadcastShapes, checkedAxes, checkedAxis, formatShape, sizeOf } from './shape.js';

const site = { op: 'add', argument: 'b' };

describe('broadcastShapes', () => {
  it('aligns at the end', () => {
    expect(broadcastShapes([2, 1, 4], [3, 1], site)).toEqual([2, 3, 4]);
    expect(broadcastShapes([], [2], site)).toEqual([2]);
    expect(broadcastShapes([1], [0], site)).toEqual([0]);
  });

  it('names both shapes', () => {
    expect(() => broadcastShapes([2], [3], site)).toThrow(
      'add: b must be of a shape that broadcasts with [2], got [3]. ' +
        'Axes are aligned at the end; lengths must be equal or 1.',
    );
  });
});

describe('axes', () => {
  it('count from the end if negative', () => {
    expect(checkedAxis(-1, 3, 'sum')).toBe(2);
    expect(checkedAxes([-1, 0], 3, 'sum')).toEqual([0, 2]);
    expect(checkedAxes(null, 2, 'sum')).toEqual([0, 1]);
  });

  it('must exist', () => {
    expect(() => checkedAxes({ axis: 1 } as unknown as number[], 3, 'sum')).toThrow(
      'sum: axes must be an axis, a list of axes, or null for all, got an object.',
    );
    expect(() => checkedAxis({ axis: 1 } as unknown as number, 3, 'argMax')).toThrow(
      'argMax: axis must be a whole number from -3 to 2, got an object.',
    );
    expect(() => checkedAxis(0.5, 3, 'sum')).toThrow(
      'sum: axis must be a whole number from -3 to 2, got 0.5.',
    );
  });
});

describe('sizes', () => {
  it('multiply', () => {
    expect([sizeOf([]), sizeOf([2, 3]), sizeOf([2, 0])]).toEqual([1, 6, 0]);
    expect(formatShape([2, 'N'])).toBe('[2, N]');
  });
});
