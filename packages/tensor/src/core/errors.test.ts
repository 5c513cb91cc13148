import { describe, expect, it } from 'vitest';
import { shownKind } from './errors.js';

describe('shownKind', () => {
  it.each<[unknown, string]>([
    [undefined, 'undefined'],
    [null, 'null'],
    [2.5, '2.5'],
    [3n, '3n'],
    ['relu', "'relu'"],
    [[1, 2], 'an array'],
    [() => 0, 'a function'],
    [{ a: 1 }, 'an object'],
    [Object.create(null), 'an object'],
    [new (class {})(), 'an object'],
    [{ constructor: 'x' }, 'an object'],
    [new Map(), 'a Map'],
    [Promise.resolve(), 'a Promise'],
    [new Int32Array(1), 'an Int32Array'],
    [new ArrayBuffer(1), 'an ArrayBuffer'],
    [new Uint8Array(1), 'a Uint8Array'],
    [new URL('data:,'), 'a URL'],
    [new (class HTMLImageElement {})(), 'an HTMLImageElement'],
  ])('says of %o what it is', (value, said) => {
    expect(shownKind(value)).toBe(said);
  });
});
