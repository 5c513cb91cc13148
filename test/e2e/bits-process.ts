// Trains two small nets and prints a hash of their weights, for same-bits.long.test.ts.
import { createHash } from 'node:crypto';
import { drawDigits, loader } from '@evenkeel/data';
import {
  batchNorm,
  conv2d,
  flatten,
  linear,
  maxPool2d,
  relu,
  sequential,
  type Layer,
} from '@evenkeel/layers';
import { createNativeBackend } from '@evenkeel/native';
import { adam, sgd, type Optimizer } from '@evenkeel/optim';
import { backend, generator, setBackend } from '@evenkeel/tensor';
import { captureWeights, encodeSafetensors, fit } from '@evenkeel/train';
import { paperMlp } from './paper-mlp.js';

setBackend(createNativeBackend());

async function hashAfter(model: Layer, optimizer: Optimizer, steps: number): Promise<string> {
  const data = loader(drawDigits({ count: 300 }), { batch: 33, generator: generator(8) });
  await fit(model, { data, optimizer, steps });
  return createHash('sha256')
    .update(encodeSafetensors(captureWeights(model)))
    .digest('hex');
}

const mlp = paperMlp({ batchNorm: true });
const convolutional = sequential(
  conv2d(1, 8, { kernel: 5, padding: 2, bias: false }),
  batchNorm(8),
  relu(),
  maxPool2d({ kernel: 2 }),
  conv2d(8, 12, { kernel: 3, bias: true }),
  relu(),
  maxPool2d({ kernel: 2 }),
  flatten(),
  linear(432, 10),
);
const hashes = {
  mlp: await hashAfter(mlp, sgd(mlp.parameters(), { lr: 1, momentum: 0.9 }), 40),
  convolutional: await hashAfter(convolutional, adam(convolutional.parameters(), { lr: 0.01 }), 12),
};
process.stdout.write(
  JSON.stringify({ isa: backend().describe().isa, threads: backend().threads(), hashes }),
);
