// The data of a race: digits drawn by the library, or IDX files that were dropped on the page.
import {
  drawDigits,
  readLabeledImages,
  sliceDataset,
  type ByteSource,
  type Dataset,
} from '@evenkeel/data';
import { drawnDigits } from '../address.js';
import { pairFiles } from './file-roles.js';
import type { DataPair } from './nets.js';

/** A pair with what it is called in the address and on the page. */
export interface NamedData extends DataPair {
  readonly id: string;
  readonly title: string;
}

/** The set that `evenkeel compare --data digits` draws. */
const drawn = { train: 12_000, test: 2_000, seed: 2015 };

/** Largest image, in pixels: every one is an input of a fully connected layer. */
const mostPixels = 4096;

/** Draws the digits; a second or two. */
export function drawData(): NamedData {
  const { train, test, seed } = drawn;
  return {
    id: drawnDigits,
    title: 'drawn digits',
    train: drawDigits({ count: train, seed }),
    test: drawDigits({ count: test, seed, split: 'test' }),
  };
}

/**
 * Reads what was dropped: four IDX files, or two, of which the last sixth becomes the test set.
 *
 * @throws Error  in words for the page: names that say nothing, or files that are damaged
 */
export async function readFiles(files: readonly File[]): Promise<NamedData> {
  const { train, test } = pairFiles(files);
  const whole = await readPair(train);
  const pair = test === null ? split(whole) : { train: whole, test: await readPair(test) };
  const classes = 1 + Math.max(1, highest(pair.train), highest(pair.test));
  check(pair);
  const named = {
    train: { ...pair.train, classes },
    test: { ...pair.test, classes },
  };
  return { ...named, id: await fingerprint(named), title: train.images.name };
}

/** As many classes as a byte can say; how many there are is seen afterwards. */
const anyByte = 256;

async function readPair({ images, labels }: { images: File; labels: File }): Promise<Dataset> {
  return readLabeledImages({
    images: sourceOf(images),
    labels: sourceOf(labels),
    name: images.name,
    classes: anyByte,
  });
}

function sourceOf(file: File): ByteSource {
  return { name: file.name, size: file.size, open: () => chunksOf(file) };
}

async function* chunksOf(file: File): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = file.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}

function split(set: Dataset): DataPair {
  const start = set.count - Math.floor(set.count / 6);
  return {
    train: sliceDataset(set, { end: start }),
    test: { ...sliceDataset(set, { start }), name: `the last sixth of ${set.name}` },
  };
}

function highest({ labels }: Dataset): number {
  let most = 0;
  for (const label of labels) if (label > most) most = label;
  return most;
}

function check({ train, test }: DataPair): void {
  const [height, width] = train.shape;
  if (height * width > mostPixels) {
    throw new Error(
      `${train.name} must have images of at most ${mostPixels} pixels, got ${height} x ${width}. ` +
        'Every pixel is an input of a fully connected layer: scale them down.',
    );
  }
  if (test.shape[0] !== height || test.shape[1] !== width) {
    throw new Error(
      `${test.name} must have images of ${height} x ${width} pixels, as ${train.name} has, ` +
        `got ${test.shape[0]} x ${test.shape[1]}.`,
    );
  }
  for (const { name, count } of [train, test]) {
    if (count < 2) throw new Error(`${name} must have at least 2 images, got ${count}.`);
  }
}

/** The first 12 hexadecimal digits of the SHA-256 over pixels and labels. */
async function fingerprint({ train, test }: DataPair): Promise<string> {
  const bytes = [train.images, train.labels, test.images, test.labels];
  const content = await new Blob(bytes as Uint8Array<ArrayBuffer>[]).arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', content));
  return Array.from(digest.subarray(0, 6), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
