// Whole training steps: forward, loss, backward and SGD, on random data that is in memory already.
import { initialize, type Layer } from '@evenkeel/layers';
import { inceptionSmall, lenet, mlp, resnet20 } from '@evenkeel/models';
import { sgd } from '@evenkeel/optim';
import { crossEntropy, generator, tensor, tidy } from '@evenkeel/tensor';
import type { BenchCase } from '../bench-case.js';

interface Net {
  readonly name: string;
  readonly batch: number;
  /** Of one sample. */
  readonly shape: readonly number[];
  readonly momentum: number;
  readonly unit: 'steps/s' | 'samples/s';
  /** Of one forward pass of one sample, as `summary` counts them; the backward pass does twice as much. */
  readonly flops: number;
  readonly make: () => Layer;
}

const nets: readonly Net[] = [
  {
    name: 'mlp',
    batch: 60,
    shape: [784],
    momentum: 0,
    unit: 'steps/s',
    flops: 198_800,
    make: () => mlp({ sizes: [784, 100, 100, 100, 10], batchNorm: true }),
  },
  {
    name: 'lenet',
    batch: 64,
    shape: [28, 28, 1],
    momentum: 0.9,
    unit: 'samples/s',
    flops: 21_387_520,
    make: () => lenet(),
  },
  {
    name: 'resnet20',
    batch: 128,
    shape: [32, 32, 3],
    momentum: 0.9,
    unit: 'samples/s',
    flops: 81_102_080,
    make: () => resnet20(),
  },
  {
    name: 'inception',
    batch: 64,
    shape: [32, 32, 3],
    momentum: 0.9,
    unit: 'samples/s',
    flops: 194_780_032,
    make: () => inceptionSmall(),
  },
];

function prepareStep({ make, batch, shape, momentum }: Net): () => void {
  const model = initialize(make(), { seed: 3 });
  const x = generator(1).normal([batch, ...shape]);
  const y = tensor(Int32Array.from({ length: batch }, (_, i) => i % 10));
  const optimizer = sgd(model.parameters(), { lr: 0.01, momentum });
  return () => {
    tidy(() => {
      optimizer.zeroGrad();
      crossEntropy(model.forward(x), y).backward();
      optimizer.step();
    });
  };
}

export const stepCases: readonly BenchCase[] = nets.map((net) => ({
  op: 'training step',
  shape: `${net.name} x${net.batch}`,
  unit: net.unit,
  work: net.unit === 'steps/s' ? 1 : net.batch,
  flops: 3 * net.flops * net.batch,
  footprint: 0,
  sizes: { name: net.name, batch: net.batch, momentum: net.momentum },
  prepare: () => prepareStep(net),
}));
