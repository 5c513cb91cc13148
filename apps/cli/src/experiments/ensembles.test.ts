import { drawDigits, ensemble, evaluatePredictions, ops, tensor, type Tensor } from 'evenkeel';
import { expect, it } from 'vitest';
import { testLoader } from '../data.js';
import { ensembles } from './ensembles.js';
import { onDigits } from './on-digits.js';
import { Votes } from './votes.js';

it('three nets together are better than the worst of them, with crops and without', async () => {
  const names = ['net 1', 'net 2', 'net 3'];
  const results = await onDigits(ensembles, names, { train: 600, test: 200, steps: 15 });
  const all = names.map((name) => results.get(name)!);
  const alone = all.map(({ curve }) => curve.at(-1)!.testAccuracy);
  const crops = all.map(({ measures }) => measures!.crops!);
  const { nets, both } = all.at(-1)!.measures!;
  expect(all[0]!.measures).toMatchObject({ nets: alone[0], both: crops[0] });
  expect(nets).toBeGreaterThan(Math.min(...alone));
  expect(both).toBeGreaterThan(Math.min(...crops));
  expect(new Set(alone).size).toBeGreaterThan(1);
});

it('votes answer as an ensemble does', async () => {
  const test = drawDigits({ count: 60, split: 'test' });
  const members = [1, 2, 3].map((seed) => (x: Tensor) => {
    const rows = x.shape[0]!;
    const weight = tensor(
      Float32Array.from({ length: 784 * 10 }, (_, i) => Math.sin(seed * i)),
      { shape: [784, 10] },
    );
    return ops.softmax(ops.matmul(ops.reshape(x, [rows, 784]), weight), -1);
  });
  const votes = new Votes(test);
  for (const member of members) {
    const own = await evaluatePredictions(member, testLoader(test));
    expect(await votes.add(member)).toBe(own.accuracy);
  }
  const together = await evaluatePredictions(ensemble(members), testLoader(test));
  expect(votes.accuracy()).toBe(together.accuracy);
});
