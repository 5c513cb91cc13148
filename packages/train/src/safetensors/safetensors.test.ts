import { describe, expect, it } from 'vitest';
import { crc32 } from './crc32.js';
import { decodeSafetensors } from './decode.js';
import { encodeSafetensors } from './encode.js';
import type { SafeTensor } from './format.js';

const decode = (bytes: Uint8Array) => decodeSafetensors(bytes, 'm.safetensors');

/** A file with the given header and number of content bytes. */
function file(header: unknown, content: number | Uint8Array = 0): Uint8Array {
  const json = new TextEncoder().encode(
    typeof header === 'string' ? header : JSON.stringify(header),
  );
  const data = typeof content === 'number' ? new Uint8Array(content) : content;
  const bytes = new Uint8Array(8 + json.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  bytes.set(data, 8 + json.length);
  return bytes;
}

const tensors = new Map<string, SafeTensor>([
  ['bytes', { shape: [3], data: Uint8Array.of(1, 2, 3) }],
  ['0', { shape: [2, 2], data: Float32Array.of(1.5, -0, 3e-40, 4) }],
  ['scalar "é"', { shape: [], data: Float64Array.of(Math.PI) }],
  ['empty', { shape: [0, 7], data: new Float32Array(0) }],
  ['labels', { shape: [2], data: Int32Array.of(-5, 2147483647) }],
  ['__proto__', { shape: [1], data: BigInt64Array.of(-(2n ** 63n)) }],
]);

describe('safetensors', () => {
  it('reads what it wrote, bit for bit', () => {
    const metadata = { step: '12', note: 'a "quoted" "evenkeel.crc32":"word"' };
    const read = decode(encodeSafetensors({ tensors, metadata }));
    expect(Object.fromEntries(read.tensors)).toEqual(Object.fromEntries(tensors));
    expect(read.metadata).toMatchObject(metadata);
    expect(Object.is(read.tensors.get('0')?.data[1], -0)).toBe(true);
  });

  it('aligns each tensor to its elements', () => {
    const bytes = encodeSafetensors({ tensors, metadata: {} });
    const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
    expect(length % 8).toBe(0);
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as object;
    expect(header).toMatchObject({
      labels: { dtype: 'I32', shape: [2], data_offsets: [32, 40] },
      bytes: { dtype: 'U8', shape: [3], data_offsets: [40, 43] },
    });
  });

  it('reads a file of another writer, without a checksum', () => {
    const bytes = file(
      {
        b: { dtype: 'U8', shape: [1], data_offsets: [0, 1] },
        a: { dtype: 'U8', shape: [2], data_offsets: [1, 3] },
      },
      Uint8Array.of(7, 8, 9),
    );
    const read = decode(bytes);
    expect(read.tensors.get('a')).toEqual({ shape: [2], data: Uint8Array.of(8, 9) });
    expect(read.metadata).toEqual({});
  });

  it('reads an empty file of no tensors', () => {
    expect(decode(encodeSafetensors({ tensors: new Map(), metadata: {} })).tensors.size).toBe(0);
  });

  it('writes the bytes of a view, not of what lies under it', () => {
    const data = Float32Array.of(1, 2, 3, 4).subarray(1, 3);
    const read = decode(
      encodeSafetensors({ tensors: new Map([['x', { shape: [2], data }]]), metadata: {} }),
    );
    expect(read.tensors.get('x')?.data).toEqual(Float32Array.of(2, 3));
  });
});

describe('encodeSafetensors refuses', () => {
  it('a shape that does not fit', () => {
    const wrong = new Map([['w', { shape: [2, 2], data: new Float32Array(3) }]]);
    expect(() => encodeSafetensors({ tensors: wrong, metadata: {} })).toThrow(
      'encodeSafetensors: data of "w" must have 4 elements for [2, 2], got 3.',
    );
  });

  it('NaN and infinity, which could not be read back', () => {
    for (const bad of [Number.NaN, Number.NEGATIVE_INFINITY]) {
      const tensors = new Map([['w', { shape: [2], data: Float32Array.of(1, bad) }]]);
      expect(() => encodeSafetensors({ tensors, metadata: {} })).toThrow(
        `encodeSafetensors: data of "w" must be finite, as reading refuses other numbers, got ${bad} at element 1.`,
      );
    }
  });

  it('the name that the format keeps', () => {
    const wrong = new Map([['__metadata__', { shape: [1], data: new Float32Array(1) }]]);
    expect(() => encodeSafetensors({ tensors: wrong, metadata: {} })).toThrow(
      'encodeSafetensors: name must be another than the format keeps for itself, got "__metadata__".',
    );
  });
});

describe('decodeSafetensors refuses', () => {
  const u8 = (begin: number, end: number) => ({
    dtype: 'U8',
    shape: [end - begin],
    data_offsets: [begin, end],
  });
  const longName = JSON.stringify({ a: { dtype: 'F16', shape: [1], data_offsets: [0, 2] } });

  it.each<[string, Uint8Array, string]>([
    ['an empty file', new Uint8Array(0), 'have at least 8 bytes, got the end at byte 0.'],
    [
      'a header longer than the file',
      Uint8Array.of(9, 0, 0, 0, 0, 0, 0, 0, 1, 2),
      'claim a header of at most 2 bytes, got 9 at byte 0.',
    ],
    [
      'a header of exabytes',
      new Uint8Array(16).fill(255),
      'claim a header of at most 8 bytes, got 18446744073709551615 at byte 0.',
    ],
    ['a header that is a list', file([]), 'have a JSON object as header, got [] at byte 8.'],
    [
      'a dtype it has no array for',
      file(longName, 2),
      'give tensor "a" one of the dtypes F64, I64, F32, I32, U8, got "F16" at byte 8.',
    ],
    [
      'a dtype of Object',
      file(longName.replace('F16', 'toString'), 2),
      'give tensor "a" one of the dtypes F64, I64, F32, I32, U8, got "toString" at byte 8.',
    ],
    [
      'a shape of fractions',
      file({ a: { dtype: 'U8', shape: [1.5], data_offsets: [0, 1] } }, 1),
      'give tensor "a" a shape of whole numbers, got [1.5] at byte 8.',
    ],
    [
      'a shape below zero',
      file({ a: { dtype: 'U8', shape: [-1, -1], data_offsets: [0, 1] } }, 1),
      'give tensor "a" a shape of whole numbers, got [-1,-1] at byte 8.',
    ],
    [
      'terabytes',
      file({ a: { dtype: 'F64', shape: [2 ** 40], data_offsets: [0, 8] } }, 8),
      'give tensor "a" 8796093022208 bytes for F64 [1099511627776], got data_offsets [0,8] at byte 8.',
    ],
    [
      'offsets that are missing',
      file({ a: { dtype: 'U8', shape: [1] } }, 1),
      'give tensor "a" data_offsets [begin, end], got none at byte 8.',
    ],
    [
      'metadata that is no text',
      file({ __metadata__: { a: 1 } }),
      'have strings alone in __metadata__, got {"a":1} at byte 8.',
    ],
  ])('%s', (_, bytes, message) => {
    expect(() => decode(bytes)).toThrow(`readSafetensors: m.safetensors must ${message}`);
  });

  it('a header that is no JSON', () => {
    expect(() => decode(file('{"a": '))).toThrow(
      /^readSafetensors: m\.safetensors must have a header of JSON, got ".+" at byte 8\.$/,
    );
    expect(() => decode(file('{"\u0000'))).toThrow('must have a header of JSON');
  });

  it('tensors that overlap, and holes', () => {
    const overlap = file({ a: u8(0, 4), b: u8(2, 6) }, 6);
    expect(() => decode(overlap)).toThrow(
      'readSafetensors: m.safetensors must hold tensor "b" right behind the one before it, from 4, ' +
        `got data_offsets [2, 6] at byte ${overlap.length - 2}.`,
    );
    const hole = file({ a: u8(0, 4), b: u8(5, 6) }, 6);
    expect(() => decode(hole)).toThrow(
      'right behind the one before it, from 4, got data_offsets [5, 6]',
    );
  });

  it('a file that is shorter or longer than its header claims', () => {
    const whole = file({ a: u8(0, 4) }, 4);
    const { length } = whole;
    expect(() => decode(whole.subarray(0, -1))).toThrow(
      `readSafetensors: m.safetensors must have ${length} bytes, as its header claims, got ${length - 1} bytes at byte ${length - 1}.`,
    );
    expect(() => decode(file({ a: u8(0, 4) }, 5))).toThrow(
      `readSafetensors: m.safetensors must have ${length} bytes, as its header claims, got ${length + 1} bytes at byte ${length}.`,
    );
  });

  it('NaN and infinity, with their place', () => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const content = new Uint8Array(Float32Array.of(1, bad).buffer);
      const bytes = file({ w: { dtype: 'F32', shape: [2], data_offsets: [0, 8] } }, content);
      expect(() => decode(bytes)).toThrow(
        `readSafetensors: m.safetensors must hold finite numbers in tensor "w", got ${bad} at byte ${bytes.length - 4}.`,
      );
    }
  });

  it('a change of any byte of a file that it wrote', () => {
    const small = new Map([['w', { shape: [2], data: Float32Array.of(1, 2) }]]);
    const bytes = encodeSafetensors({ tensors: small, metadata: { step: '7' } });
    const name = new TextDecoder('latin1').decode(bytes).indexOf('evenkeel.crc32');
    for (let at = 0; at < bytes.length; at += 1) {
      // Without its name there is no checksum; checkpoints insist on one.
      if (at >= name && at < name + 14) continue;
      const damaged = bytes.slice();
      damaged[at]! ^= 1;
      expect(() => decode(damaged), `byte ${at}`).toThrow('readSafetensors: m.safetensors must ');
    }
  });
});

describe('crc32', () => {
  it('gives the check value of the standard, whole or in parts', () => {
    const bytes = new TextEncoder().encode('123456789');
    expect(crc32(bytes)).toBe(0xcbf43926);
    expect(crc32(bytes.subarray(4), crc32(bytes.subarray(0, 4)))).toBe(0xcbf43926);
  });
});
