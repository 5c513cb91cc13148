// Recurrent layers learn what only a memory can know.
import { createReferenceBackend } from '@evenkeel/kernels';
import { gru, initialize, linear, lstm, sequential, type Layer } from '@evenkeel/layers';
import { adam } from '@evenkeel/optim';
import { crossEntropy, generator, memory, setBackend, tensor, tidy } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float32' })));

const steps = 6;
const batch = 32;

/** Sequences of -1 and 1, and whether each began with 1. */
function sequences(seed: number) {
  const signs = generator(seed).integers(batch * steps, 2);
  const x = tensor(
    Float32Array.from(signs, (sign) => 2 * sign - 1),
    { shape: [batch, steps, 1] },
  );
  const first = Int32Array.from({ length: batch }, (_, i) => signs[i * steps]!);
  return { x, target: tensor(first) };
}

/** Trains, and gives the last loss. */
function train(model: Layer, count: number): number {
  const optimizer = adam(model.parameters(), { lr: 0.02 });
  let last = Infinity;
  for (let step = 0; step < count; step++) {
    tidy(() => {
      const { x, target } = sequences(step);
      const loss = crossEntropy(model.forward(x), target);
      loss.backward();
      optimizer.step();
      optimizer.zeroGrad();
      last = loss.item();
    });
  }
  return last;
}

describe.each([
  ['lstm', () => lstm(1, 8, { returns: 'last' })],
  ['gru', () => gru(1, 8, { returns: 'last' })],
] as const)('%s', (_, make) => {
  it('remembers how a sequence began, in flat memory', () => {
    const model = initialize(sequential(make(), linear(8, 2)), { seed: 1 });
    train(model, 2);
    const before = memory();
    expect(train(model, 150)).toBeLessThan(0.1);
    // A second optimizer has a state of its own: two tensors a parameter.
    expect(memory().tensors).toBe(before.tensors + 2 * model.parameters().length);
  });
});
