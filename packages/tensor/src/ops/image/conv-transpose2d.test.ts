import { createReferenceBackend } from '@evenkeel/kernels';
import { beforeAll, expect, it } from 'vitest';
import { setBackend } from '../../core/backends.js';
import { tensor } from '../../core/create.js';
import { convTranspose2d, type ConvTranspose2dOptions } from './conv-transpose2d.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

/** A column of one pixel, 2, through the taps 3 and 5. */
const column = (options: ConvTranspose2dOptions): number[] => {
  const weight = tensor([3, 5], { shape: [2, 1, 1, 1] });
  return Array.from(
    convTranspose2d(tensor([2], { shape: [1, 1, 1, 1] }), weight, options).dataSync(),
  );
};

it('adds output padding up to the dilation, as PyTorch does, behind what the taps reach', () => {
  const dilation: [number, number] = [3, 1];
  expect(column({ dilation })).toEqual([6, 0, 0, 10]);
  expect(column({ dilation, outputPadding: [2, 0] })).toEqual([6, 0, 0, 10, 0, 0]);
  expect(column({ dilation, outputPadding: [2, 0], stride: [2, 1] })).toEqual([6, 0, 0, 10, 0, 0]);
  expect(column({ dilation, outputPadding: [2, 0], bias: tensor([1]) })).toEqual([
    7, 1, 1, 11, 1, 1,
  ]);
  expect(column({ dilation, outputPadding: [2, 0], padding: [1, 0] })).toEqual([0, 0, 10, 0]);
  expect(column({ dilation, outputPadding: [1, 0], padding: [[0, 2], [0, 0]] })).toEqual([6, 0, 0]); // prettier-ignore
});
