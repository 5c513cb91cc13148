import { describe, expect, it } from 'vitest';
import { pairFiles } from './file-roles.js';

const files = (...names: string[]) => names.map((name) => ({ name }));
const ti = 'train-images-idx3-ubyte.gz';
const tl = 'train-labels-idx1-ubyte.gz';
const si = 't10k-images-idx3-ubyte';
const sl = 't10k-labels-idx1-ubyte';

describe('pairFiles', () => {
  it('takes the four files of MNIST in any order', () => {
    expect(pairFiles(files(sl, ti, si, tl))).toEqual({
      train: { images: { name: ti }, labels: { name: tl } },
      test: { images: { name: si }, labels: { name: sl } },
    });
  });

  it('takes one pair, be it that of a test set', () => {
    expect(pairFiles(files(ti, tl)).test).toBeNull();
    expect(pairFiles(files(si, sl))).toEqual({
      train: { images: { name: si }, labels: { name: sl } },
      test: null,
    });
  });

  it.each([
    [[], 'nothing'],
    [['notes.txt'], 'notes.txt'],
    [[ti], ti],
    [[ti, si], `${ti}, ${si}`],
    [[ti, tl, si], `${ti}, ${tl}, ${si}`],
    [[ti, tl, 'train-images-copy'], `${ti}, ${tl}, train-images-copy`],
  ])('refuses %j', (names, got) => {
    expect(() => pairFiles(files(...names))).toThrow(
      'Dropped files must be the images and the labels of a data set, and those of its test set if there is one, ' +
        'called like the IDX files of MNIST (train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-…; .gz is fine), ' +
        `got ${got}.`,
    );
  });
});
