// Whole training steps: forward, loss, backward and SGD, on random data that is in memory already.
import { initialize, type Layer } from '@evenkeel/layers';
import { inceptionSmall, lenet, mlp, resnet20 } from '@evenkeel/models';
import { sgd, type Optimizer } from '@evenkeel/optim';
import { crossEntropy, generator, tensor, tidy, type Tensor } from '@evenkeel/tensor';
import { recordedLoss } from '@evenkeel/train';
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

interface Prepared {
  readonly model: Layer;
  readonly optimizer: Optimizer;
  readonly x: Tensor;
  readonly y: Tensor;
}

function prepare({ make, batch, shape, momentum }: Net): Prepared {
  const model = initialize(make(), { seed: 3 });
  const x = generator(1).normal([batch, ...shape]);
  const y = tensor(Int32Array.from({ length: batch }, (_, i) => i % 10));
  return { model, x, y, optimizer: sgd(model.parameters(), { lr: 0.01, momentum }) };
}

/** What a loop by hand does. */
function eagerStep(net: Net): () => void {
  const { model, optimizer, x, y } = prepare(net);
  return () => {
    tidy(() => {
      optimizer.zeroGrad();
      crossEntropy(model.forward(x), y).backward();
      optimizer.step();
    });
  };
}

/** The same loop with recorded passes; the first calls, which are not timed, record. */
function recordedStep(net: Net): () => void {
  const { model, optimizer, x, y } = prepare(net);
  const passes = recordedLoss(model);
  return () => {
    tidy(() => {
      passes.forward(x, y);
      optimizer.zeroGrad();
      passes.backward();
      optimizer.step();
    });
  };
}

function caseOf(net: Net, way: string, step: () => () => void): BenchCase {
  return {
    op: 'training step',
    shape: `${net.name} x${net.batch}${way}`,
    unit: net.unit,
    work: net.unit === 'steps/s' ? 1 : net.batch,
    flops: 3 * net.flops * net.batch,
    footprint: 0,
    sizes: { name: net.name, batch: net.batch, momentum: net.momentum },
    prepare: step,
  };
}

export const stepCases: readonly BenchCase[] = nets.flatMap((net) => [
  caseOf(net, '', () => eagerStep(net)),
  caseOf(net, ' recorded', () => recordedStep(net)),
]);
