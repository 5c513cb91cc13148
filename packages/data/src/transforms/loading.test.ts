import { createReferenceBackend } from '@evenkeel/kernels';
import { generator, setBackend } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Batch } from '../batch.js';
import { drawDigits } from '../digits/draw-digits.js';
import { loader, type LoaderOptions } from '../loader.js';
import type { IndexedSource } from '../stream/source.js';
import { streamLoader } from '../stream/stream-loader.js';
import { compose, cutmix, cutout, mixup, photometric, randomAffine, randomCrop, randomFlip, smoothLabels } from './index.js'; // prettier-ignore

beforeAll(() => {
  setBackend(createReferenceBackend({ precision: 'float32' }));
});

const set = drawDigits({ count: 23 });
const everything = compose(
  randomCrop({ padding: 2 }),
  randomFlip(),
  randomAffine({ rotation: 10, translation: 0.1, scale: [0.9, 1.1], shear: 5 }),
  photometric({ brightness: 0.4, contrast: 0.4 }),
  cutout({ size: 6 }),
  mixup({ alpha: 0.4 }),
  cutmix(),
  smoothLabels(0.1),
);
const make = (options: Partial<LoaderOptions> = {}) =>
  loader(set, { batch: 5, generator: generator(4), transform: everything, ...options });
const numbers = ({ x, y }: Batch): number[] => [...x.dataSync(), ...y.dataSync()];

/** The same images, read by number. */
const source: IndexedSource = {
  name: 'digits', count: set.count, shape: set.shape, classes: set.classes,
  async read(indices) {
    const values = new Uint8Array(indices.length * 784);
    indices.forEach((index, row) => values.set(set.images.subarray(index * 784, (index + 1) * 784), row * 784));
    return { values, labels: indices.map((index) => set.labels[index]!) };
  },
}; // prettier-ignore

describe('a loader with a transform', () => {
  it('gives the same batches from the same seed, and others from another one or in another epoch', () => {
    const [a, b, other] = [make(), make(), make({ generator: generator(5) })];
    const first = numbers(a.next());
    expect(numbers(b.next())).toEqual(first);
    expect(numbers(other.next())).not.toEqual(first);
    const inOrder = make({ shuffle: false });
    const epochs = [0, 1].map(() => {
      const batches = [...inOrder].map(numbers);
      return batches.flat();
    });
    expect(epochs[1]).not.toEqual(epochs[0]);
  });

  it.each([true, false])('goes on from a saved place with the same images, shuffle %s', (shuffle) => {
    const data = make({ shuffle });
    for (let i = 0; i < 7; i += 1) data.next();
    const state = JSON.parse(JSON.stringify(data.state())) as ReturnType<typeof data.state>;
    const rest = Array.from({ length: 4 }, () => numbers(data.next()));
    const resumed = make({ shuffle });
    resumed.restore(state);
    expect(Array.from({ length: 4 }, () => numbers(resumed.next()))).toEqual(rest);
  }); // prettier-ignore

  it('reads ahead without another result', async () => {
    const data = make();
    const stream = streamLoader(source, { batch: 5, generator: generator(4), transform: everything });
    for (let i = 0; i < 8; i += 1) expect(numbers(await stream.next())).toEqual(numbers(data.next()));
  }); // prettier-ignore

  it('leaves the data set alone', () => {
    const before = set.images.slice();
    make().next();
    expect(set.images).toEqual(before);
  });

  it('normalizes afterwards', () => {
    const normalize = { mean: 0.5, deviation: 0.25 };
    const values = make({ transform: (samples) => samples, shuffle: false, normalize }).next().x.dataSync();
    [...values].forEach((value, i) => expect(value).toBeCloseTo((set.images[i]! / 255 - 0.5) / 0.25, 5));
  }); // prettier-ignore

  it('draws for a transform what it draws without those behind it', () => {
    const short = make({ transform: compose(randomFlip()) })
      .next()
      .x.dataSync();
    const long = make({ transform: compose(randomFlip(), smoothLabels(0.1)) })
      .next()
      .x.dataSync();
    expect(long).toEqual(short);
  });

  it('stays where it was if a transform fails', async () => {
    let failures = 1;
    const failing = streamLoader(source, {
      batch: 5, generator: generator(4),
      transform(samples, draws) {
        if (failures-- > 0) throw new Error('no');
        return everything(samples, draws);
      },
    }); // prettier-ignore
    await expect(failing.next()).rejects.toThrow('no');
    expect(numbers(await failing.next())).toEqual(numbers(make().next()));
  });
});
