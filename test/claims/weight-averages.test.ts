// Averaged weights need statistics of their own: batch norm's are those of the weights of training.
import { createReferenceBackend } from '@evenkeel/kernels';
import { batchNorm, linear, relu, sequential } from '@evenkeel/layers';
import { averageWeights, sgd } from '@evenkeel/optim';
import {
  crossEntropy,
  generator,
  noGrad,
  Scope,
  setBackend,
  tensor,
  type Tensor,
} from '@evenkeel/tensor';
import { estimatePopulationStatistics } from '@evenkeel/train';
import { beforeAll, expect, it } from 'vitest';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

it('averaged weights are another model in evaluation until their statistics are estimated', async () => {
  const model = sequential(linear(3, 16), batchNorm(16), relu(), linear(16, 4));
  const x = generator(1).normal([200, 3], 1, 2);
  const y = tensor(generator(2).integers(200, 4));
  const optimizer = sgd(model.parameters(), { lr: 0.5, momentum: 0.9 });
  const average = averageWeights(model.parameters(), { decay: 'equal' });
  for (let step = 0; step < 40; step += 1) {
    using _step = new Scope();
    optimizer.zeroGrad();
    crossEntropy(model.forward(x), y).backward();
    optimizer.step();
    average.update();
  }
  average.swap();

  const output = (training: boolean): Tensor => {
    const state = model.stateDict();
    const made = noGrad(() => model.train(training).forward(x));
    model.loadStateDict(state);
    return made;
  };
  const wanted = output(true).dataSync();
  const off = (): number =>
    Math.max(
      ...output(false)
        .dataSync()
        .map((value, i) => Math.abs(value - wanted[i]!)),
    );
  const before = off();
  await estimatePopulationStatistics(model, [{ x, y }]);
  // What is left is the unbiased variance in the place of the biased one.
  expect(off()).toBeLessThan(before / 20);
  expect(before).toBeGreaterThan(0.1);
});
