// Convolution: forward, gradient of the input, gradients of weight and bias.
import { conv2d, generator, noGrad, tidy, type Tensor } from '@evenkeel/tensor';
import { counted, type BenchCase } from '../bench-case.js';
import { convShapes, type ConvShape } from '../shapes.js';
import { gradientOf } from './gradient.js';

interface Operands {
  readonly x: Tensor;
  readonly weight: Tensor;
  readonly bias: Tensor;
}

function operands({ n, h, w, c, k, r }: ConvShape): Operands {
  const source = generator(1);
  return {
    x: source.normal([n, h, w, c]),
    weight: source.normal([r, r, c, k], 0, 0.05),
    bias: source.normal([k]),
  };
}

function convolve({ x, weight, bias }: Operands, { stride, pad }: ConvShape): Tensor {
  return conv2d(x, weight, { bias, stride, padding: pad });
}

function forward(shape: ConvShape): () => void {
  const inputs = operands(shape);
  return () => tidy(() => void noGrad(() => convolve(inputs, shape)));
}

function gradient(shape: ConvShape, names: readonly (keyof Operands)[]): () => void {
  const inputs = operands(shape);
  const leaves = names.map((name) => inputs[name]);
  for (const leaf of leaves) leaf.requiresGrad = true;
  const y = convolve(inputs, shape);
  return gradientOf(y, generator(2).normal(y.shape), leaves);
}

/** Whether the native kernels multiply less often than is counted. */
function isFiltered({ r, stride, c }: ConvShape): boolean {
  return (r === 3 || r === 5) && stride === 1 && c >= 16;
}

function casesOf(shape: ConvShape): BenchCase[] {
  const { name, n, h, c, k, r, stride, pad } = shape;
  const side = Math.floor((h + 2 * pad - r) / stride) + 1;
  // Taps in the padding count too, as in most papers.
  const common = { shape: name, sizes: shape, ...counted(2 * n * side * side * k * r * r * c) };
  const named = (op: string): Pick<BenchCase, 'op' | 'group'> => ({
    op,
    group: isFiltered(shape) ? `${op}, minimal filtering` : `${op}, direct`,
  });
  return [
    { ...named('conv forward'), ...common, prepare: () => forward(shape) },
    { ...named('conv input gradient'), ...common, prepare: () => gradient(shape, ['x']) },
    {
      ...named('conv weight gradient'),
      ...common,
      prepare: () => gradient(shape, ['weight', 'bias']),
    },
  ];
}

export const convCases: readonly BenchCase[] = convShapes.flatMap(casesOf);
