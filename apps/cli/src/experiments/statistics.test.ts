import { expect, it } from 'vitest';
import { lastAccuracy, onDigits } from './on-digits.js';
import { statistics } from './statistics.js';

it('running averages that lag behind give another net in tests; the statistics of the training set do not', async () => {
  const names = ['running, momentum 0.01', 'of the training set'];
  const results = await onDigits(statistics, names, { train: 600, steps: 20 });
  const [slow, population] = names.map((name) => lastAccuracy(results, name));
  expect(population).toBeGreaterThan(0.5);
  expect(slow).toBeLessThan(population! - 0.1);
});
