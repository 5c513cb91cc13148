import { createReferenceBackend } from '@evenkeel/kernels';
import { generator, memory, setBackend } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RawBatch } from '../batch.js';
import { dataset } from '../dataset.js';
import { loader } from '../loader.js';
import type { IndexedSource, Sample, SequentialSource, StreamSource } from './source.js';
import { streamLoader, type StreamLoader, type StreamLoaderOptions } from './stream-loader.js';

beforeAll(() => {
  setBackend(createReferenceBackend({ precision: 'float32' }));
});

const count = 23;
const kind = { name: 'numbers', count, shape: [1, 2, 1], classes: count };
const pixels = (i: number): Uint8Array => Uint8Array.of(10 * i, 10 * i + 1);

/** Answers each question after a time of its own, the later ones often first. */
function indexed(delay = (_at: number) => 0, asked: number[] = []): IndexedSource {
  return {
    ...kind,
    async read(indices) {
      const at = asked.push(indices[0]!);
      await new Promise((resolve) => setTimeout(resolve, delay(at)));
      const values = new Uint8Array(2 * indices.length);
      indices.forEach((index, row) => values.set(pixels(index), 2 * row));
      return { values, labels: indices.slice() };
    },
  };
}

function sequential(opened: { passes: number } = { passes: 0 }): SequentialSource {
  return {
    ...kind,
    async *open() {
      opened.passes += 1;
      for (let i = 0; i < count; i += 1) yield { x: pixels(i), y: i };
    },
  };
}

const make = (source: StreamSource, options: Partial<StreamLoaderOptions> = {}): StreamLoader =>
  streamLoader(source, { batch: 5, generator: generator(4), ...options });

async function classes(data: StreamLoader, batches: number): Promise<number[][]> {
  const taken: number[][] = [];
  for (let i = 0; i < batches; i += 1) {
    const { x, y } = await data.next();
    taken.push([...y.dataSync()]);
    x.dispose();
    y.dispose();
  }
  return taken;
}

const everything = dataset({
  name: 'the same in memory',
  images: Uint8Array.from({ length: 2 * count }, (_, i) => pixels(i >> 1)[i & 1]!),
  labels: Uint8Array.from({ length: count }, (_, i) => i),
  shape: [1, 2, 1],
  classes: count,
});

describe('streamLoader', () => {
  it('gives the batches of the loader in memory, in the same order', async () => {
    const inMemory = loader(everything, { batch: 5, generator: generator(4) });
    const stream = make(indexed());
    for (let i = 0; i < 12; i += 1) {
      const expected = inMemory.next();
      const { x, y } = await stream.next();
      expect(y.dataSync()).toEqual(expected.y.dataSync());
      expect(x.dataSync()).toEqual(expected.x.dataSync());
      expect([stream.epoch, stream.position]).toEqual([inMemory.epoch, inMemory.position]);
    }
  });

  it.each([
    ['however long reading takes', { delay: (at: number) => (at * 7) % 5, prefetch: 4 }],
    ['however far it reads ahead', { delay: () => 0, prefetch: 1 }],
    ['with more read ahead than an epoch has', { delay: (at: number) => at % 3, prefetch: 17 }],
  ])('has one order, %s', async (_, { delay, prefetch }) => {
    const expected = await classes(make(indexed()), 14);
    expect(await classes(make(indexed(delay), { prefetch }), 14)).toEqual(expected);
  });

  it.each<[string, () => StreamSource, Partial<StreamLoaderOptions>]>([
    ['indexed', indexed, {}],
    ['indexed with a buffer', indexed, { buffer: 6 }],
    ['sequential', sequential, { buffer: 6 }],
    ['sequential in order', sequential, { shuffle: false }],
    ['sequential, dropLast', sequential, { buffer: 9, dropLast: true }],
  ])('goes on from a state that went through JSON: %s', async (_, source, options) => {
    const data = make(source(), options);
    await classes(data, 7);
    const state = JSON.parse(JSON.stringify(data.state())) as ReturnType<StreamLoader['state']>;
    expect(state).toMatchObject({ epoch: 1, count });
    const rest = await classes(data, 9);
    const resumed = make(source(), { ...options, generator: generator(99) });
    await classes(resumed, 2);
    await resumed.restore(state);
    expect(await classes(resumed, 9)).toEqual(rest);
  });

  it('mixes a sequential source as an indexed one with the same buffer', async () => {
    const options = { buffer: 6 };
    expect(await classes(make(sequential(), options), 10)).toEqual(
      await classes(make(indexed(), options), 10),
    );
  });

  it('reads a sequential source once an epoch', async () => {
    const opened = { passes: 0 };
    const data = make(sequential(opened), { prefetch: 1 });
    await classes(data, 4);
    expect(opened.passes).toBe(1);
    await classes(data, 10);
    expect(opened.passes).toBe(3);
  });

  it('never holds more batches than prefetch', async () => {
    const asked: number[] = [];
    const data = make(
      indexed(() => 0, asked),
      { prefetch: 3 },
    );
    await classes(data, 1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(asked).toHaveLength(4);
  });

  it('iterates over one epoch, and ends it if it is left early', async () => {
    const data = make(indexed(), { dropLast: true });
    const sizes: number[] = [];
    for await (const { y } of data) sizes.push(y.size);
    expect(sizes).toEqual([5, 5, 5, 5]);
    for await (const { y } of data) {
      expect(y.size).toBe(5);
      break;
    }
    expect([data.epoch, data.position]).toEqual([2, 0]);
    const second = loader(everything, { batch: 5, generator: generator(4), dropLast: true });
    second.restore({ ...second.state(), epoch: 2 });
    expect(await classes(data, 1)).toEqual([[...second.next().y.dataSync()]]);
  });

  it('normalizes floats as they are', async () => {
    const source: SequentialSource = {
      name: 'floats', count: 2, shape: [2], classes: 2,
      open: () => [{ x: Float32Array.of(1, 3), y: 0 }, { x: Float32Array.of(5, 7), y: 1 }],
    }; // prettier-ignore
    const before = memory().tensors;
    const data = streamLoader(source, {
      batch: 2, shuffle: false, normalize: { mean: 1, deviation: 2 },
    }); // prettier-ignore
    const { x, y } = await data.next();
    expect([x.shape, [...x.dataSync()]]).toEqual([
      [2, 2],
      [0, 1, 2, 3],
    ]);
    x.dispose();
    y.dispose();
    expect(memory().tensors).toBe(before);
  });

  it('stays where it was if reading fails, and can try again', async () => {
    const reliable = indexed();
    let failures = 1;
    const data = make({
      ...reliable,
      async read(indices) {
        if (indices.length === 3 && failures-- > 0) throw new Error('disk on fire');
        return reliable.read(indices);
      },
    });
    const expected = await classes(make(indexed()), 8);
    expect(await classes(data, 4)).toEqual(expected.slice(0, 4));
    await expect(data.next()).rejects.toThrow('disk on fire');
    expect(data.position).toBe(4);
    expect(await classes(data, 4)).toEqual(expected.slice(4));
  });
});

describe('streamLoader refuses', () => {
  const broken = (samples: readonly Sample[]): StreamLoader =>
    make({ ...sequential(), open: () => samples }, { shuffle: false });

  it.each<[string, () => unknown, string]>([
    ['a batch of 0', () => make(indexed(), { batch: 0 }), 'batch must be a whole number from 1 on, got 0.'],
    ['no samples', () => make({ ...indexed(), count: 0 }), 'source.count must be a whole number from 1 on, got 0.'],
    ['a buffer of 0', () => make(indexed(), { buffer: 0 }), 'buffer must be a whole number from 1 on, got 0.'],
    [
      'a batch that dropLast leaves nothing of',
      () => make(indexed(), { batch: 24, dropLast: true }),
      'batch must be at most 23, the number of samples, with dropLast, got 24.',
    ],
  ])('%s', (_, act, message) => {
    expect(act).toThrow(`streamLoader: ${message}`);
  }); // prettier-ignore

  it.each<[string, readonly Sample[], string]>([
    ['a sample of another size', [{ x: new Uint8Array(3), y: 0 }], 'sample 0 of numbers must be 2 numbers, as shape [1, 2, 1] says, got 3.'],
    ['a class out of range', [{ x: pixels(0), y: 23 }], 'sample 0 of numbers must be of a class from 0 to 22, got 23.'],
    ['half a class', [{ x: pixels(0), y: 0 }, { x: pixels(0), y: 0.5 }], 'sample 1 of numbers must be of a class from 0 to 22, got 0.5.'],
    ['NaN', [{ x: Float32Array.of(0, Number.NaN), y: 0 }], 'sample 0 of numbers must be of finite numbers, got NaN at 1.'],
    ['a pass that ends early', [{ x: pixels(0), y: 0 }], 'source must be one of 23 samples a pass, as its count says, got 1 from numbers.'],
  ])('%s', async (_, samples, message) => {
    await expect(broken(samples).next()).rejects.toThrow(`streamLoader: ${message}`);
  }); // prettier-ignore

  it.each<[string, (raw: RawBatch) => RawBatch, string]>([
    ['too few numbers', ({ labels }) => ({ values: new Uint8Array(9), labels }), 'read() of numbers must be 10 numbers, as shape [1, 2, 1] says for 5 samples, got 9.'],
    ['too few labels', ({ values }) => ({ values, labels: new Int32Array(4) }), 'read() of numbers must be one of 5 labels, as asked for, got 4.'],
    ['a label out of range', ({ values, labels }) => ({ values, labels: labels.with(3, 23) }), 'sample 3 of numbers must be of a class from 0 to 22, got 23.'],
    ['infinity', ({ labels }) => ({ values: new Float32Array(10).fill(Infinity, 7), labels }), 'read() of numbers must be of finite numbers, got Infinity at 7.'],
  ])('%s from a source that is read by number', async (_, change, message) => {
    const source = indexed();
    const read = async (indices: Int32Array) => change(await source.read(indices));
    const data = make({ ...source, read }, { shuffle: false });
    await expect(data.next()).rejects.toThrow(`streamLoader: ${message}`);
  }); // prettier-ignore

  it.each<[string, StreamLoader, string]>([
    ['another batch size', make(indexed(), { batch: 4 }), 'of 23 samples in batches of 5, got one of 23 samples in batches of 4.'],
    ['in order', make(indexed(), { shuffle: false }), 'in random order, got one in order.'],
    ['another buffer', make(indexed(), { buffer: 3 }), 'without a buffer, got one with a buffer of 3.'],
    ['other samples', make({ ...indexed(), identity: 'b' }), 'of the samples of numbers (a), got one of others (b).'],
  ])('a state of %s', async (_, other, message) => {
    const data = make({ ...indexed(), identity: 'a' });
    await expect(data.restore(other.state())).rejects.toThrow(`streamLoader: state must be ${message}`);
  }); // prettier-ignore

  it('to go on once it is closed', async () => {
    const data = make(sequential());
    await classes(data, 1);
    await data.close();
    await expect(data.next()).rejects.toThrow(
      'streamLoader: stream must be open, got one that was closed.',
    );
  });
});
