import { describe, expect, it } from 'vitest';
import { paintOn } from './color.js';

const withColors = (most: number) => ({ hasColors: (count: number) => count <= most });

describe('paintOn', () => {
  it('takes exact colours where there are many', () => {
    expect(paintOn(withColors(256))('batch norm', 'x')).toBe('\u001b[38;5;32mx\u001b[39m');
  });

  it('takes the nearest of sixteen', () => {
    expect(paintOn(withColors(16))('plain', 'x')).toBe('\u001b[33mx\u001b[39m');
  });

  it('takes none without colours and on a pipe', () => {
    expect(paintOn(withColors(1))('plain', 'x')).toBe('x');
    expect(paintOn({})('plain', 'x')).toBe('x');
  });
});
