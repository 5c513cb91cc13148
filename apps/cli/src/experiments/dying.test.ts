import { expect, it } from 'vitest';
import { dyingRelu } from './dying.js';
import { onDigits } from './on-digits.js';

it('a large rate kills nearly all units, but not those behind batch norm', async () => {
  const names = ['relu, 0.02', 'relu, 1', 'batch norm, relu, 0.5'];
  const results = await onDigits(dyingRelu, names, { steps: 100 });
  const [small, large, normalized] = names.map((name) => results.get(name)!.measures!.silent!);
  expect(small).toBeLessThan(0.1);
  expect(large).toBeGreaterThan(0.9);
  expect(normalized).toBeLessThan(0.1);
});
