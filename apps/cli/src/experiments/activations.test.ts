import { ops } from 'evenkeel';
import { expect, it } from 'vitest';
import { costOf } from './activation-measures.js';
import { activations } from './activations.js';
import { onDigits } from './on-digits.js';

it('sigmoids are far from centered at zero, tanh is near it; relu is flat for half of the numbers, maxout nowhere', async () => {
  const names = ['sigmoid', 'tanh', 'relu', 'maxout of 2'];
  const results = await onDigits(activations, names, { steps: 60 });
  const [sigmoid, tanh, relu, maxout] = names.map((name) => results.get(name)!.measures!);
  expect(sigmoid!.mean).toBeGreaterThan(1);
  expect(Math.abs(tanh!.mean!)).toBeLessThan(0.3);
  expect(relu!.flat).toBeGreaterThan(0.3);
  expect(relu!.flat).toBeLessThan(0.9);
  expect(maxout!.flat).toBe(0);
});

it('the cost of an activation is a time', () => {
  expect(costOf(ops.relu)).toBeGreaterThan(0);
});
