import { expect, it } from 'vitest';
import { depth } from './depth.js';
import { lastAccuracy, onDigits } from './on-digits.js';

it("with Xavier's weights a net of 14 layers learns and one of 30 does not, with He's it does", async () => {
  const names = ['14 layers, Xavier', '30 layers, Xavier', '30 layers, He'];
  const results = await onDigits(depth, names, { steps: 300 });
  const [shallow, xavier, he] = names.map((name) => lastAccuracy(results, name));
  expect(shallow).toBeGreaterThan(0.3);
  expect(xavier).toBeLessThan(0.2);
  expect(he).toBeGreaterThan(0.2);
});
