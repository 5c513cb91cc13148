import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bytesSource, type ByteSource } from '../byte-source.js';
import { readIdx } from './read-idx.js';

/** An IDX file: header for `shape`, then `content`. */
function idx(shape: readonly number[], content: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4 + 4 * shape.length + content.length);
  bytes.set([0, 0, 8, shape.length]);
  const view = new DataView(bytes.buffer);
  shape.forEach((length, axis) => view.setUint32(4 + 4 * axis, length));
  bytes.set(content, 4 + 4 * shape.length);
  return bytes;
}

const images = idx([2, 2, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
const packed = new Uint8Array(gzipSync(images));
const read = (bytes: Uint8Array, rank = 3, maxBytes = 1e6) =>
  readIdx(bytesSource('f.idx', bytes), { rank, maxBytes });

describe('readIdx', () => {
  it.each([
    ['plain', images],
    ['packed', packed],
  ])('reads a %s file', async (_, bytes) => {
    const array = await read(bytes);
    expect(array.shape).toEqual([2, 2, 3]);
    expect([...array.data]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  it('reads a file that comes in chunks of one byte', async () => {
    const source: ByteSource = {
      name: 'f.idx',
      size: packed.length,
      open: () => Array.from(packed, (byte) => Uint8Array.of(byte)),
    };
    expect((await readIdx(source, { rank: 3 })).data).toHaveLength(12);
  });

  it('reads a long packed file over many chunks', async () => {
    const content = Uint8Array.from({ length: 300_000 }, (_, i) => (i * 7919) >>> 3);
    const array = await read(new Uint8Array(gzipSync(idx([300_000], content))), 1);
    expect(array.data).toEqual(content);
  });

  it('reads an empty array', async () => {
    expect((await read(idx([0], []), 1)).data).toHaveLength(0);
  });
});

describe('readIdx refuses', () => {
  it.each<[string, Uint8Array, string]>([
    [
      'an empty file',
      new Uint8Array(0),
      'start with 00 00 08 03 (unsigned bytes, 3 axes), got an empty file at byte 0. ' +
        'Images and labels may have been exchanged, or this is no IDX file.',
    ],
    [
      'labels in place of images',
      idx([2], [0, 1]),
      'start with 00 00 08 03 (unsigned bytes, 3 axes), got 00 00 08 01 at byte 0. ' +
        'Images and labels may have been exchanged, or this is no IDX file.',
    ],
    [
      'floats',
      Uint8Array.of(0, 0, 0x0d, 3, 0, 0),
      'start with 00 00 08 03 (unsigned bytes, 3 axes), got 00 00 0d 03 at byte 0. ' +
        'Images and labels may have been exchanged, or this is no IDX file.',
    ],
    [
      'a cut header',
      images.subarray(0, 9),
      'have 16 bytes, as its header claims, got the end at byte 9. It is truncated: get it again.',
    ],
    [
      'a cut packed file that ends in a whole stream',
      new Uint8Array(gzipSync(images.subarray(0, 20))),
      'have 28 bytes, as its header claims, got the end at byte 20. It is truncated: get it again.',
    ],
  ])('%s', async (_, bytes, message) => {
    await expect(read(bytes)).rejects.toThrow(`readIdx: f.idx must ${message}`);
  });

  it('content beyond what the header claims, packed or not', async () => {
    const message =
      'readIdx: f.idx must end after 11 bytes, as its header claims, got more content at byte 11.';
    const long = idx([3], [1, 2, 3, 4]);
    await expect(read(long, 1)).rejects.toThrow(message);
    await expect(read(new Uint8Array(gzipSync(long)), 1)).rejects.toThrow(message);
  });

  it('a claim of terabytes, before it allocates', async () => {
    const huge = idx([2 ** 31, 2 ** 31, 28], [0]);
    await expect(read(huge)).rejects.toThrow(
      'readIdx: f.idx must claim at most 1 bytes of content, as it has 17 bytes, ' +
        'got a claim of 129127208515966860000 bytes at byte 4.',
    );
    const small = new Uint8Array(gzipSync(huge));
    await expect(read(small)).rejects.toThrow(
      `readIdx: f.idx must claim at most ${small.length * 1032} bytes of content, ` +
        `as it has ${small.length} bytes packed, got a claim of 129127208515966860000 bytes at byte 4.`,
    );
  });

  it('a claim beyond maxBytes', async () => {
    await expect(read(images, 3, 10)).rejects.toThrow(
      'readIdx: f.idx must claim at most 10 bytes of content, the limit set by maxBytes, ' +
        'got a claim of 12 bytes at byte 4.',
    );
  });

  it('a bomb: unpacking stops right after the claim', async () => {
    const content = new Uint8Array(64 << 20);
    const bomb = new Uint8Array(gzipSync(idx([1000], content)));
    const before = process.memoryUsage().rss;
    await expect(read(bomb, 1)).rejects.toThrow(
      'readIdx: f.idx must end after 1008 bytes, as its header claims, got more content at byte 1008.',
    );
    expect(process.memoryUsage().rss - before).toBeLessThan(32 << 20);
  });

  it('every truncation of a packed file', async () => {
    for (let length = 2; length < packed.length; length += 1) {
      await expect(read(packed.subarray(0, length))).rejects.toThrow(
        /^readIdx: f\.idx must be an intact gzip file, got ".+" at byte \d+\. It is truncated or damaged: get it again\.$/,
      );
    }
  });

  it('a flipped bit in the content of a packed file', async () => {
    const damaged = packed.slice();
    damaged[damaged.length - 6]! ^= 1;
    await expect(read(damaged)).rejects.toThrow(
      /^readIdx: f\.idx must be an intact gzip file, got "incorrect data check" at byte \d+\./,
    );
  });

  it('names the offset in the error object', async () => {
    const error: unknown = await read(images.subarray(0, 27)).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      name: 'FileFormatError',
      file: 'f.idx',
      offset: 4,
      op: 'readIdx',
    });
  });

  it('a source that fails, with its own error', async () => {
    const source: ByteSource = {
      name: 'f.idx',
      size: packed.length,
      open: function* () {
        yield packed.subarray(0, 20);
        throw new Error('disk on fire');
      },
    };
    await expect(readIdx(source, { rank: 3 })).rejects.toThrow('disk on fire');
  });
});
