import { createReferenceBackend } from '@evenkeel/kernels';
import { beforeAll, expect, it } from 'vitest';
import { setBackend } from '../../core/backends.js';
import { tensor, zeros } from '../../core/create.js';
import { generator } from '../../random/generator.js';
import { sum } from '../reduce/sum.js';
import { adaptiveMaxPool2d } from './adaptive-max-pool2d.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

it.each([
  [7, 5, 3, 2],
  [6, 4, 3, 2],
  [2, 3, 5, 4],
  [1, 9, 1, 9],
])('takes the largest of each window: %i x %i to %i x %i', (...sizes) => {
  const [h, w, oh, ow] = sizes;
  const x = generator(1).normal([2, h, w, 3]);
  const numbers = x.dataSync();
  const wanted: number[] = [];
  for (let n = 0; n < 2; n++) {
    for (let i = 0; i < oh; i++) {
      for (let j = 0; j < ow; j++) {
        for (let c = 0; c < 3; c++) {
          let largest = -Infinity;
          for (let u = Math.floor((i * h) / oh); u < Math.ceil(((i + 1) * h) / oh); u++) {
            for (let v = Math.floor((j * w) / ow); v < Math.ceil(((j + 1) * w) / ow); v++) {
              largest = Math.max(largest, numbers[((n * h + u) * w + v) * 3 + c]!);
            }
          }
          wanted.push(largest);
        }
      }
    }
  }
  expect([...adaptiveMaxPool2d(x, [oh, ow]).dataSync()]).toEqual(wanted);
});

it('gives the gradient to the first of equal maxima in row-major order', () => {
  const x = tensor([0, 1, 1, 0], { shape: [1, 2, 2, 1], requiresGrad: true });
  sum(adaptiveMaxPool2d(x, 1)).backward();
  expect([...x.grad!.dataSync()]).toEqual([0, 1, 0, 0]);
  const flat = zeros([1, 3, 3, 1], { requiresGrad: true });
  sum(adaptiveMaxPool2d(flat, 2)).backward();
  expect([...flat.grad!.dataSync()]).toEqual([1, 1, 0, 1, 1, 0, 0, 0, 0]);
});
