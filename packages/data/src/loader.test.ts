import { createReferenceBackend } from '@evenkeel/kernels';
import { generator, memory, Scope, setBackend } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { dataset } from './dataset.js';
import { loader, type Loader, type LoaderOptions } from './loader.js';

beforeAll(() => {
  setBackend(createReferenceBackend({ precision: 'float32' }));
});

/** Seven images of 1 x 2 pixels; image i has the pixels 10 i and 10 i + 1 and the class i. */
const seven = dataset({
  name: 'seven',
  images: Uint8Array.from({ length: 14 }, (_, i) => 10 * (i >> 1) + (i & 1)),
  labels: Uint8Array.of(0, 1, 2, 3, 4, 5, 6),
  shape: [1, 2, 1],
  classes: 7,
});
const make = (options: Partial<LoaderOptions> = {}): Loader =>
  loader(seven, { batch: 3, ...options });

/** Classes of the next batch. */
function nextClasses(data: Loader): number[] {
  using _scope = new Scope();
  return [...data.next().y.dataSync()];
}
const take = (data: Loader, batches: number): number[][] =>
  Array.from({ length: batches }, () => nextClasses(data));

describe('loader', () => {
  it('gives images in order without shuffling, the last batch smaller', () => {
    const data = make({ shuffle: false });
    expect(data.length).toBe(3);
    expect(take(data, 4)).toEqual([[0, 1, 2], [3, 4, 5], [6], [0, 1, 2]]);
    expect([data.epoch, data.position]).toEqual([1, 1]);
  });

  it('leaves the smaller batch out with dropLast', () => {
    expect(take(make({ shuffle: false, dropLast: true }), 3)).toEqual([
      [0, 1, 2],
      [3, 4, 5],
      [0, 1, 2],
    ]);
  });

  it('makes floats of shape [N, H, W, C] from 0 to 1, and int32 classes', () => {
    using _scope = new Scope();
    const { x, y } = make({ shuffle: false }).next();
    expect([x.shape, x.dtype, y.shape, y.dtype]).toEqual([[3, 1, 2, 1], 'float32', [3], 'int32']);
    const expected = [0, 1, 10, 11, 20, 21].map((pixel) => Math.fround(pixel / 255));
    x.dataSync().forEach((pixel, i) => expect(pixel).toBeCloseTo(expected[i]!, 7));
  });

  it('normalizes to mean and deviation', () => {
    using _scope = new Scope();
    const { x } = make({ shuffle: false, normalize: { mean: 0.1, deviation: 0.25 } }).next();
    expect(x.dataSync()[5]).toBeCloseTo((21 / 255 - 0.1) / 0.25, 6);
  });

  it('gives every image once an epoch, in another order each time', () => {
    const data = make({ generator: generator(5) });
    const epochs = [take(data, 3).flat(), take(data, 3).flat()];
    for (const epoch of epochs)
      expect(epoch.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(epochs[0]).not.toEqual(epochs[1]);
  });

  it('gives the same order for the same seed and leaves the generator alone', () => {
    const shared = generator(5);
    const first = take(make({ generator: shared }), 6);
    expect(take(make({ generator: shared }), 6)).toEqual(first);
    expect(take(make({ generator: generator(6) }), 6)).not.toEqual(first);
    expect(shared.state()).toEqual(generator(5).state());
  });

  it('goes on in the middle of an epoch from a state that went through JSON', () => {
    const data = make({ generator: generator(5) });
    take(data, 4);
    const state = JSON.parse(JSON.stringify(data.state())) as ReturnType<Loader['state']>;
    const rest = take(data, 5);
    const resumed = make();
    take(resumed, 1);
    resumed.restore(state);
    expect(take(resumed, 5)).toEqual(rest);
  });

  it('iterates over one epoch', () => {
    const data = make({ shuffle: false });
    using _scope = new Scope();
    expect(Array.from(data, ({ y }) => y.size)).toEqual([3, 3, 1]);
    expect([data.epoch, data.position]).toEqual([1, 0]);
  });

  it('ends the epoch of a loop that is left early', () => {
    const data = make({ shuffle: false });
    using _scope = new Scope();
    for (const { y } of data) {
      expect(y.size).toBe(3);
      break;
    }
    expect([data.epoch, data.position]).toEqual([1, 0]);
  });

  it('leaves nothing behind in a scope', () => {
    const before = memory().tensors;
    take(make(), 9);
    expect(memory().tensors).toBe(before);
  });
});

describe('loader refuses', () => {
  const empty = dataset({ ...seven, images: new Uint8Array(0), labels: new Uint8Array(0) });

  it.each<[string, () => unknown, string]>([
    ['a batch of 0', () => make({ batch: 0 }), 'batch must be a whole number from 1 on, got 0.'],
    [
      'half a batch',
      () => make({ batch: 1.5 }),
      'batch must be a whole number from 1 on, got 1.5.',
    ],
    [
      'a batch that dropLast leaves nothing of',
      () => make({ batch: 8, dropLast: true }),
      'batch must be at most 7, the number of images, with dropLast, got 8.',
    ],
    [
      'an empty set',
      () => loader(empty, { batch: 1 }),
      'set must be a data set with images, got an empty one.',
    ],
    [
      'a deviation of 0',
      () => make({ normalize: { deviation: 0 } }),
      'normalize.deviation must be a positive number, got 0.',
    ],
    [
      'a mean that is no number',
      () => make({ normalize: { mean: Number.NaN } }),
      'normalize.mean must be a finite number, got NaN.',
    ],
    [
      'a state of another batch size',
      () => make().restore(make({ batch: 2 }).state()),
      'state must be of 7 samples in batches of 3, got one of 7 samples in batches of 2.',
    ],
    [
      'a state in order where it shuffles',
      () => make().restore(make({ shuffle: false }).state()),
      'state must be in random order, got one in order.',
    ],
    [
      'a place that does not exist',
      () => make().restore({ ...make().state(), position: 3 }),
      'state must be of a position below 3, got epoch 0, position 3.',
    ],
  ])('%s', (_, act, message) => {
    expect(act).toThrow(`loader: ${message}`);
  });
});
