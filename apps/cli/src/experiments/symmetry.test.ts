import { expect, it } from 'vitest';
import { lastAccuracy, onDigits } from './on-digits.js';
import { symmetry } from './symmetry.js';

it('units of equal weights stay equal to the last bit, and learn less than random ones', async () => {
  const names = ['zeros', 'constant 0.1', 'random, deviation 0.1'];
  const results = await onDigits(symmetry, names, { steps: 60 });
  const spreads = names.map((name) => results.get(name)!.measures!.spread!);
  expect(spreads.slice(0, 2)).toEqual([0, 0]);
  expect(spreads[2]).toBeGreaterThan(0.1);
  const [, equal, random] = names.map((name) => lastAccuracy(results, name));
  expect(random).toBeGreaterThan(equal! + 0.2);
});
