// 200 steps of the LeNet-style net on numbers drawn by a generator, and the bits that they leave.
import { createHash } from 'node:crypto';
import type { Backend } from '@evenkeel/kernels';
import { initialize } from '@evenkeel/layers';
import { lenet } from '@evenkeel/models';
import { sgd } from '@evenkeel/optim';
import { crossEntropy, generator, setBackend, tensor, tidy } from '@evenkeel/tensor';
import { captureWeights, encodeSafetensors } from '@evenkeel/train';

export interface LenetTraining {
  /** Height and width of the images. */
  readonly size: number;
  readonly batch: number;
  readonly steps: number;
}

/** Trains from a fixed seed; gives a hash of all weights and running statistics. */
export function hashAfterTraining(backend: Backend, { size, batch, steps }: LenetTraining): string {
  setBackend(backend);
  const model = initialize(lenet({ size: [size, size] }), { seed: 5 });
  const optimizer = sgd(model.parameters(), { lr: 0.02, momentum: 0.9, weightDecay: 1e-4 });
  const source = generator(6);
  for (let step = 0; step < steps; step++) {
    tidy(() => {
      const x = source.normal([batch, size, size, 1]);
      const labels = Int32Array.from({ length: batch }, (_, i) => (7 * i + step) % 10);
      optimizer.zeroGrad();
      crossEntropy(model.forward(x), tensor(labels)).backward();
      optimizer.step();
    });
  }
  const bytes = encodeSafetensors(captureWeights(model));
  return createHash('sha256').update(bytes).digest('hex');
}
