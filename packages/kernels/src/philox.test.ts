import { describe, expect, it } from 'vitest';
import { philox, philoxBlock } from './philox.js';

const hex = (words: Uint32Array): string[] =>
  Array.from(words, (word) => word.toString(16).padStart(8, '0'));

describe('philox', () => {
  // Known answers of the authors' library Random123 for philox4x32-10.
  it.each([
    {
      counter: [0, 0, 0, 0],
      key: [0, 0],
      want: ['6627e8d5', 'e169c58d', 'bc57ac4c', '9b00dbd8'],
    },
    {
      counter: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      key: [0xffffffff, 0xffffffff],
      want: ['408f276d', '41c83b0e', 'a20bc7c6', '6d5451fd'],
    },
    {
      counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      key: [0xa4093822, 0x299f31d0],
      want: ['d16cfe09', '94fdcceb', '5001e420', '24126ea1'],
    },
  ])('gives the published words for key $key', ({ counter, key, want }) => {
    const words = Uint32Array.from(counter);
    philox(words, key[0]!, key[1]!);
    expect(hex(words)).toEqual(want);
  });
});

describe('philoxBlock', () => {
  const start = {
    seedLow: 1,
    seedHigh: 2,
    streamLow: 3,
    streamHigh: 4,
    blockLow: -2,
    blockHigh: 5,
  };

  it('carries from the low word of the block into the high one', () => {
    const got = new Uint32Array(4);
    philoxBlock(got, start, 3);
    const want = Uint32Array.of(1, 6, 3, 4);
    philox(want, 1, 2);
    expect(hex(got)).toEqual(hex(want));
  });

  it('wraps after the last block', () => {
    const got = new Uint32Array(4);
    philoxBlock(got, { ...start, blockHigh: -1 }, 2);
    const want = Uint32Array.of(0, 0, 3, 4);
    philox(want, 1, 2);
    expect(hex(got)).toEqual(hex(want));
  });
});
