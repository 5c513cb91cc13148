import { describe, expect, it } from 'vitest';
import { compile } from './expression.js';

describe('compile', () => {
  it.each([
    ['2 + 3 * 4', {}, 14],
    ['(2 + 3) * 4', {}, 20],
    ['7 / 2', {}, 3],
    ['10 - 4 - 3', {}, 3],
    ['c % groups == 0', { c: 12, groups: 4 }, 1],
    ['a == b || a == 1', { a: 1, b: 3 }, 1],
    ['a == b && a == 1', { a: 1, b: 3 }, 0],
    ['n <= 3 && n >= 3 && n != 4 && n < 4 && n > 2', { n: 3 }, 1],
    ['k == (reduction == 0 ? n : 1)', { k: 5, reduction: 0, n: 5 }, 1],
    ['-n + 1', { n: 4 }, -3],
  ])('computes %s as C does', (text, env, want) => {
    expect(compile(text)(env)).toBe(want);
  });

  it('multiplies a vector', () => {
    expect(compile('product(dims)')({ dims: [2, 3, 4] })).toBe(24);
    expect(compile('product(dims)')({ dims: [2, 0, 4] })).toBe(0);
  });

  it('finds the last offset of a view, -1 if it is empty', () => {
    const reach = compile('reach(dims, strides)');
    expect(reach({ dims: [2, 3], strides: [10, 2] })).toBe(14);
    expect(reach({ dims: [2, 0], strides: [10, 2] })).toBe(-1);
  });

  it('says whether a view with strides of either sign is inside its buffer', () => {
    const inside = compile('viewInside(dims, strides, offset, length)');
    const view = { dims: [2, 3], strides: [-10, 2], offset: 10, length: 15 };
    expect(inside(view)).toBe(1);
    expect(inside({ ...view, length: 14 })).toBe(0);
    expect(inside({ ...view, offset: 9 })).toBe(0);
    expect(inside({ ...view, dims: [2, 0], length: 0 })).toBe(1);
  });

  it('counts the positions of a window, 0 if it is wider than the padded axis', () => {
    const size = compile('outputSize(h, a, b, k, s, d)');
    expect(size({ h: 5, a: 1, b: 1, k: 3, s: 2, d: 1 })).toBe(3);
    expect(size({ h: 5, a: 0, b: 0, k: 3, s: 1, d: 2 })).toBe(1);
    expect(size({ h: 2, a: 0, b: 0, k: 3, s: 2, d: 1 })).toBe(0);
  });

  it.each(['2 +', '(2', '2 3', 'f(2)', '*', '2 $ 3'])('refuses "%s"', (text) => {
    expect(() => compile(text)).toThrow(/^contract: cannot read /);
  });
});
