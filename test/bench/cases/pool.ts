// Max pooling. The forward pass keeps the index of the chosen tap, as in training; bytes are those of x and y alone.
import { generator, maxPool2d, tidy } from '@evenkeel/tensor';
import { moved, type BenchCase } from '../bench-case.js';
import { poolShapes, type PoolShape } from '../shapes.js';
import { gradientOf } from './gradient.js';

function forward({ n, h, w, c, r, stride, pad }: PoolShape): () => void {
  const x = generator(1).normal([n, h, w, c]);
  x.requiresGrad = true;
  return () => tidy(() => void maxPool2d(x, { kernel: r, stride, padding: pad }));
}

function backward({ n, h, w, c, r, stride, pad }: PoolShape): () => void {
  const x = generator(1).normal([n, h, w, c]);
  x.requiresGrad = true;
  const y = maxPool2d(x, { kernel: r, stride, padding: pad });
  return gradientOf(y, generator(2).normal(y.shape), [x]);
}

export const poolCases: readonly BenchCase[] = poolShapes.flatMap((shape) => {
  const { name, n, h, w, c, r, stride, pad } = shape;
  const side = Math.floor((h + 2 * pad - r) / stride) + 1;
  const size = n * c * (h * w + side * side);
  const common = { shape: name, sizes: shape, ...moved(size, size) };
  return [
    { op: 'max pool forward', ...common, prepare: () => forward(shape) },
    { op: 'max pool backward', ...common, prepare: () => backward(shape) },
  ];
});
