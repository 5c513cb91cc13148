import { expect, it } from 'vitest';
import { dropoutAndNorm } from './dropout.js';
import { digitsFrame, onDigits } from './on-digits.js';

it('a net learns its few images by heart, and later so with dropout', async () => {
  const names = ['plain, no dropout', 'plain, dropout of 0.5', 'batch norm, no dropout'];
  const results = await onDigits(dropoutAndNorm, names, { train: 300, steps: 60 });
  const [none, half, norm] = names.map((name) => results.get(name)!.measures!.training!);
  expect(none).toBeGreaterThan(0.95);
  expect(norm).toBeGreaterThan(0.95);
  expect(half).toBeLessThan(none!);
});

it('a batch may be larger than the images that are usual', () => {
  const frame = digitsFrame({ train: 2100, test: 1, batch: 2050, steps: 1 });
  for (const { train } of dropoutAndNorm.trials(frame)) expect(train!.count).toBe(2050);
});
