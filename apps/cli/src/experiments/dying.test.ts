import { expect, it } from 'vitest';
import { dyingRelu } from './dying.js';
import { onDigits } from './on-digits.js';

it('a large rate kills most units, but not those behind batch norm', async () => {
  const names = ['relu, 0.02', 'relu, 0.5', 'batch norm, relu, 0.5'];
  const results = await onDigits(dyingRelu, names, { steps: 100 });
  const [small, large, normalized] = names.map((name) => results.get(name)!.measures!.silent!);
  expect(small).toBeLessThan(0.1);
  expect(large).toBeGreaterThan(0.6);
  expect(normalized).toBeLessThan(0.3);
});

it('units of a net whose loss is no number are neither dead nor alive', async () => {
  const results = await onDigits(dyingRelu, ['elu, 1'], { steps: 40 });
  const trial = results.get('elu, 1')!;
  expect(trial.divergedAt).toBeGreaterThan(1);
  expect(trial.measures).toBeUndefined();
});
