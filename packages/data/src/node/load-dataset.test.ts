import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readIdx } from '../idx/read-idx.js';
import { fileSource } from './file-source.js';
import { findDataset, findMnist, loadDataset, loadMnist } from './load-dataset.js';

const images = Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 99);
const labels = Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 1, 5);
let directory = '';

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'evenkeel-mnist-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(directory, { recursive: true });
});

function fill(place: string): void {
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'train-images-idx3-ubyte'), images);
  writeFileSync(join(place, 'train-labels-idx1-ubyte.gz'), gzipSync(labels));
  writeFileSync(join(place, 't10k-images-idx3-ubyte.gz'), gzipSync(images));
  writeFileSync(join(place, 't10k-labels-idx1-ubyte'), labels);
}

describe('loadMnist', () => {
  it('reads the four files, packed or not', async () => {
    fill(directory);
    const { train, test } = await loadMnist({ places: [directory] });
    expect(train).toMatchObject({ name: 'mnist train', count: 1, shape: [1, 1, 1] });
    expect(test).toMatchObject({ name: 'mnist test', labels: Uint8Array.of(5) });
  });

  it('looks into a folder of the name mnist', async () => {
    fill(join(directory, 'mnist'));
    expect(findMnist({ places: [directory] }).directory).toBe(join(directory, 'mnist'));
  });

  it('looks into EVENKEEL_DATA first', () => {
    fill(directory);
    vi.stubEnv('EVENKEEL_DATA', directory);
    expect(findMnist()).toEqual({ directory, tried: [directory] });
  });

  it('lists the places it tried', async () => {
    const places = [join(directory, 'a'), join(directory, 'b')];
    const tried = places.flatMap((place) => [place, join(place, 'mnist')]).join(', ');
    await expect(loadMnist({ places })).rejects.toThrow(
      'loadDataset: a place must hold the files of mnist (train-images-idx3-ubyte, train-labels-idx1-ubyte, ' +
        `t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte; .gz or not), got none in: ${tried}. ` +
        `Download them with getDataset('mnist') or "evenkeel data get mnist", or put them into one of these.`,
    );
  });

  it('does not take a place where a file is missing', () => {
    fill(directory);
    rmSync(join(directory, 't10k-labels-idx1-ubyte'));
    expect(findMnist({ places: [directory] }).directory).toBeNull();
  });
});

describe('loadDataset', () => {
  it('does not take MNIST for a set whose files have the same names', () => {
    fill(directory);
    expect(findDataset('kmnist', { places: [directory] })).toEqual({
      directory: null,
      tried: [join(directory, 'kmnist')],
    });
    const own = join(directory, 'kmnist');
    fill(own);
    expect(findDataset('kmnist', { places: [own] }).directory).toBe(own);
  });

  it('reads CIFAR-10 from its six files, with the names of its classes', async () => {
    const record = (label: number) => Uint8Array.from({ length: 3073 }, (_, i) => (i ? 7 : label));
    const folder = join(directory, 'cifar10');
    mkdirSync(folder);
    for (let batch = 1; batch <= 5; batch += 1) {
      writeFileSync(join(folder, `data_batch_${batch}.bin`), record(batch));
    }
    writeFileSync(join(folder, 'test_batch.bin.gz'), gzipSync(record(9)));
    const { train, test } = await loadDataset('cifar10', { places: [directory] });
    expect(train).toMatchObject({ name: 'cifar10 train', count: 5, shape: [32, 32, 3] });
    expect([...train.labels, ...test.labels]).toEqual([1, 2, 3, 4, 5, 9]);
    expect(test.classNames?.[9]).toBe('truck');
  });

  it('refuses a name that it does not know', async () => {
    await expect(loadDataset('imagenet')).rejects.toThrow(
      'loadDataset: name must be one of mnist, fashion-mnist, kmnist, emnist-balanced, emnist-byclass, ' +
        'emnist-bymerge, emnist-digits, emnist-letters, emnist-mnist, cifar10, cifar100, cifar100-coarse, ' +
        'got "imagenet".',
    );
  });
});

describe('fileSource', () => {
  it('refuses to go on with a file that changes, or goes away', async () => {
    const path = join(directory, 'labels');
    writeFileSync(path, labels);
    const source = await fileSource(path);
    expect((await readIdx(source, { rank: 1 })).data).toEqual(Uint8Array.of(5));
    appendFileSync(path, 'more');
    await expect(readIdx(source, { rank: 1 })).rejects.toThrow(
      /^fileSource: .+labels must stay as it was when its data were opened \(9 bytes of .+Z\), got 13 bytes of .+Z\. Put the file back, or start anew with files that nothing writes to\.$/,
    );
    rmSync(path);
    await expect(readIdx(source, { rank: 1 })).rejects.toThrow(
      /^fileSource: .+labels must stay .+, got none\. Put /,
    );
  });

  it('notices a change in the middle of a pass', async () => {
    const path = join(directory, 'long');
    writeFileSync(path, new Uint8Array(300_000));
    const source = await fileSource(path);
    const pass = async (): Promise<void> => {
      for await (const _ of source.open()) writeFileSync(path, new Uint8Array(300_001));
    };
    await expect(pass()).rejects.toThrow(/must stay as it was/);
  });
});
