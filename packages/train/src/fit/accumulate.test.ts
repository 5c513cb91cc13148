import { dataset, loader } from '@evenkeel/data';
import { createReferenceBackend } from '@evenkeel/kernels';
import { batchNorm, batchRenorm, flatten, linear, sequential, type Layer } from '@evenkeel/layers';
import { sgd } from '@evenkeel/optim';
import { setBackend } from '@evenkeel/tensor';
import { beforeEach, describe, expect, it } from 'vitest';
import { fit } from './fit.js';

// Float64, so that one large batch and several small ones agree to many digits.
beforeEach(() => {
  setBackend(createReferenceBackend({ precision: 'float64' }));
});

const set = dataset({
  name: 'ramp',
  images: Uint8Array.from({ length: 48 }, (_, i) => (i * 53 + (i >> 2) * 31) % 256),
  labels: Uint8Array.from({ length: 12 }, (_, i) => (i * 7) % 3),
  shape: [2, 2, 1],
  classes: 3,
});

async function trained(
  model: Layer,
  options: { batch: number; accumulate: number; steps: number },
) {
  const { batch, ...rest } = options;
  const data = loader(set, { batch, shuffle: false });
  const optimizer = sgd(model.parameters(), { lr: 0.5, momentum: 0.9 });
  const losses: number[] = [];
  await fit(model, {
    data,
    optimizer,
    ...rest,
    onEvent: (event) => void (event.kind === 'step' && losses.push(event.loss)),
  });
  return { losses, weights: model.parameters().flatMap((p) => Array.from(p.dataSync())) };
}

const plain = () => sequential(flatten(), linear(4, 5), linear(5, 3));

/** Largest difference; infinite if they differ in length. */
function distance(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return Infinity;
  return Math.max(...a.map((value, i) => Math.abs(value - b[i]!)));
}

describe('accumulate', () => {
  it.each([
    [4, 3],
    [5, 3], // The last batch of an epoch has 2 examples and the weight of 2.
  ])('batches of %i, %i a step, do what one large batch does', async (batch, accumulate) => {
    const large = await trained(plain(), { batch: 12, accumulate: 1, steps: 4 });
    const small = await trained(plain(), { batch, accumulate, steps: 4 });
    expect(distance(small.losses, large.losses)).toBeLessThan(1e-12);
    expect(distance(small.weights, large.weights)).toBeLessThan(1e-12);
  });

  it.each([
    ['batchNorm', () => batchNorm(4, { momentum: 0.25 }), 'runningMean'],
    ['batchRenorm', () => batchRenorm(4, { momentum: 0.25 }), 'runningMean'],
  ] as const)('moves the running statistics of %s once a step', async (_, make, name) => {
    const once = sequential(flatten(), make(), linear(4, 3));
    await trained(once, { batch: 12, accumulate: 1, steps: 1 });
    const thrice = sequential(flatten(), make(), linear(4, 3));
    await trained(thrice, { batch: 4, accumulate: 3, steps: 1 });
    const meanOf = (model: Layer) => Array.from(model.stateDict()[`1.${name}`]!.data);
    // The mean of the means of equal parts is the mean of the whole.
    expect(distance(meanOf(thrice), meanOf(once))).toBeLessThan(1e-12);
  });

  it("counts one batch a step and gives each layer its momentum back, 'cumulative' too", async () => {
    const model = sequential(flatten(), batchNorm(4, { momentum: 'cumulative' }), linear(4, 3));
    await trained(model, { batch: 4, accumulate: 3, steps: 2 });
    const norm = model.layers[1];
    expect([norm.momentum, norm.numBatchesTracked!.value]).toEqual(['cumulative', 2]);
    // Both steps saw the same examples: their plain average is that of the data.
    const column = Array.from({ length: 12 }, (_, row) => set.images[4 * row]! / 255);
    const mean = column.reduce((sum, value) => sum + value, 0) / 12;
    expect(norm.runningMean!.dataSync()[0]).toBeCloseTo(mean, 12);
  });

  it('takes as many steps as there are whole groups of batches', async () => {
    const data = loader(set, { batch: 4 });
    const model = plain();
    const optimizer = sgd(model.parameters(), { lr: 0 });
    expect(await fit(model, { data, optimizer, epochs: 3, accumulate: 2 })).toMatchObject({
      step: 4,
    });
    await expect(fit(model, { data, optimizer, steps: 1, accumulate: 0 })).rejects.toThrow(
      'fit: accumulate must be a whole number from 1 on, got 0.',
    );
  });
});

describe('clipNorm', () => {
  it('limits the norm of all gradients together', async () => {
    const model = plain();
    const norms: number[] = [];
    await fit(model, {
      data: loader(set, { batch: 6 }),
      optimizer: sgd(model.parameters(), { lr: 0.1 }),
      steps: 2,
      clipNorm: 0.01,
      callbacks: [
        {
          onUpdate: ({ optimizer }) => {
            const all = optimizer.parameters.flatMap(({ grad }) => Array.from(grad!.dataSync()));
            norms.push(Math.hypot(...all));
          },
        },
      ],
    });
    expect(norms).toHaveLength(2);
    for (const norm of norms) expect(norm).toBeCloseTo(0.01, 4);
  });
});
