import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../byte-source.js';
import { readCifar } from './read-cifar.js';

/** A record whose pixel p has R = p, G = p + 1, B = p + 2 (modulo 256), plus `shift`. */
function record(labels: readonly number[], shift = 0): Uint8Array {
  const bytes = new Uint8Array(labels.length + 3072);
  bytes.set(labels);
  for (let channel = 0; channel < 3; channel += 1) {
    for (let p = 0; p < 1024; p += 1) {
      bytes[labels.length + 1024 * channel + p] = p + channel + shift;
    }
  }
  return bytes;
}
const join = (...parts: Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));
const two = join(record([3]), record([9], 5));
const source = (bytes: Uint8Array, name = 'f.bin') => bytesSource(name, bytes);
const packed = new Uint8Array(gzipSync(two));

describe('readCifar', () => {
  it.each([
    ['plain', two],
    ['packed', packed],
  ])('turns planes into pixels: %s', async (_, bytes) => {
    const set = await readCifar(source(bytes), { layout: 'cifar10' });
    expect(set).toMatchObject({ name: 'cifar10', count: 2, shape: [32, 32, 3], classes: 10 });
    expect([...set.labels]).toEqual([3, 9]);
    expect([...set.images.subarray(0, 6)]).toEqual([0, 1, 2, 1, 2, 3]);
    expect([...set.images.subarray(3072 + 3 * 40, 3072 + 3 * 40 + 3)]).toEqual([45, 46, 47]);
  });

  it('joins files in their order', async () => {
    const many = join(...Array.from({ length: 501 }, (_, i) => record([i % 10])));
    const files = [source(many, 'a.bin'), source(record([7]), 'b.bin')];
    const set = await readCifar(files, { layout: 'cifar10' });
    expect(set.count).toBe(502);
    expect([set.labels[499], set.labels[500], set.labels[501]]).toEqual([9, 0, 7]);
  });

  it('takes the fine or the coarse label of CIFAR-100', async () => {
    const bytes = join(record([19, 99]), record([0, 20]));
    const fine = await readCifar(source(bytes), { layout: 'cifar100' });
    const coarse = await readCifar(source(bytes), { layout: 'cifar100', labels: 'coarse' });
    expect([fine.classes, ...fine.labels]).toEqual([100, 99, 20]);
    expect([coarse.classes, ...coarse.labels]).toEqual([20, 19, 0]);
  });
});

describe('readCifar refuses', () => {
  const layout = 'cifar10';
  it.each<[string, Uint8Array]>([
    ['a truncated file', two.subarray(0, 6000)],
    ['a truncated packed file', new Uint8Array(gzipSync(two.subarray(0, 6000)))],
  ])('%s', async (_, bytes) => {
    await expect(readCifar(source(bytes), { layout })).rejects.toThrow(
      'readCifar: f.bin must be whole records of 3073 bytes, got a last one of 2927 at byte 3073. ' +
        'It is truncated, or of the other layout.',
    );
  });

  it('a label out of range', async () => {
    await expect(readCifar(source(join(two, record([10]))), { layout })).rejects.toThrow(
      'readCifar: f.bin must hold labels from 0 to 9, got 10 at byte 6146.',
    );
  });

  it('more images than the limit, without unpacking the rest', async () => {
    await expect(readCifar(source(two), { layout, maxRecords: 1 })).rejects.toThrow(
      'readCifar: f.bin must end after 1 images, the limit set by maxRecords, got more content at byte 3073.',
    );
    const bomb = new Uint8Array(gzipSync(new Uint8Array(3073 * 20_000)));
    const before = process.memoryUsage().rss;
    await expect(readCifar(source(bomb), { layout, maxRecords: 100 })).rejects.toThrow(
      /^readCifar: f\.bin must end after 100 images/,
    );
    expect(process.memoryUsage().rss - before).toBeLessThan(48 << 20);
  });

  it('a packed file with a flipped bit', async () => {
    const damaged = packed.slice();
    damaged[damaged.length - 6]! ^= 1;
    await expect(readCifar(source(damaged), { layout })).rejects.toThrow(
      /^readCifar: f\.bin must be an intact gzip file, got "incorrect data check" at byte \d+\./,
    );
  });
});
