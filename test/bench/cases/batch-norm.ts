// Batch norm in training, alone and with relu. Bytes are those of three passes forward (read, read, write) and five
// backward.
import { batchNorm, generator, noGrad, ones, tidy, zeros, type Tensor } from '@evenkeel/tensor';
import { moved, type BenchCase } from '../bench-case.js';
import { normShapes, type NormShape } from '../shapes.js';
import { gradientOf } from './gradient.js';

type Activation = 'none' | 'relu';

interface Operands {
  readonly x: Tensor;
  readonly gamma: Tensor;
  readonly beta: Tensor;
  readonly runningMean: Tensor;
  readonly runningVar: Tensor;
}

function operands({ n, h, w, c }: NormShape): Operands {
  return {
    x: generator(1).normal(h * w === 1 ? [n, c] : [n, h, w, c]),
    gamma: ones([c]),
    beta: zeros([c]),
    runningMean: zeros([c]),
    runningVar: ones([c]),
  };
}

function normalize({ x, ...rest }: Operands, activation: Activation): Tensor {
  return batchNorm(x, { ...rest, activation, training: true });
}

function forward(shape: NormShape, activation: Activation): () => void {
  const inputs = operands(shape);
  return () => tidy(() => void noGrad(() => normalize(inputs, activation)));
}

function backward(shape: NormShape, activation: Activation): () => void {
  const inputs = operands(shape);
  const leaves = [inputs.x, inputs.gamma, inputs.beta];
  for (const leaf of leaves) leaf.requiresGrad = true;
  const y = normalize(inputs, activation);
  return gradientOf(y, generator(2).normal(y.shape), leaves);
}

function casesOf(shape: NormShape): BenchCase[] {
  const { name, n, h, w, c } = shape;
  const size = n * h * w * c;
  const common = { shape: name, sizes: shape };
  return (['none', 'relu'] as const).flatMap((activation) => {
    const op = activation === 'none' ? 'batch norm' : 'batch norm + relu';
    return [
      {
        op: `${op} forward`,
        ...common,
        ...moved(3 * size, 2 * size),
        prepare: () => forward(shape, activation),
      },
      {
        op: `${op} backward`,
        ...common,
        ...moved(5 * size, 3 * size),
        prepare: () => backward(shape, activation),
      },
    ];
  });
}

export const normCases: readonly BenchCase[] = normShapes.flatMap(casesOf);
