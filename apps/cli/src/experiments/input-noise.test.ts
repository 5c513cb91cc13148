import { expect, it } from 'vitest';
import { inputNoise } from './input-noise.js';
import { onDigits } from './on-digits.js';

it('noise adds what the penalty says, and leads to the weights that the penalty leads to', async () => {
  const names = ['neither', 'noise of 0.3', 'penalty for 0.3', 'noise of 1', 'penalty for 1'];
  const results = await onDigits(inputNoise, names, { steps: 300 });
  const of = (name: string) => results.get(name)!.measures!;
  for (const name of names.slice(1)) expect(Math.abs(of(name).ratio! - 1)).toBeLessThan(0.02);
  // The penalty is felt: a third of the squared weights is left of those that learned without it.
  expect(of('penalty for 1').length).toBeLessThan(0.5 * of('neither').length!);
  expect(of('noise of 1').length).toBeLessThan(0.6 * of('neither').length!);
  expect(of('penalty for 0.3').apart).toBeLessThan(0.4);
});
