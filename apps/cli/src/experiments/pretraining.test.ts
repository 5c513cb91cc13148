import { expect, it } from 'vitest';
import { lastAccuracy, onDigits } from './on-digits.js';
import { pretraining } from './pretraining.js';

it('six layers of sigmoids learn from pre-trained weights, and not from small random ones; relu learns from those of He', async () => {
  const names = [
    'sigmoid, small random weights',
    'sigmoid, pre-trained, RBM',
    'relu, small random weights',
    'relu, He',
  ];
  const results = await onDigits(pretraining, names, { train: 3000, steps: 150 });
  const [random, pretrained, small, he] = names.map((name) => lastAccuracy(results, name));
  expect(random).toBeLessThan(0.2);
  expect(pretrained).toBeGreaterThan(0.4);
  expect(small).toBeLessThan(0.2);
  expect(he).toBeGreaterThan(0.4);
});
