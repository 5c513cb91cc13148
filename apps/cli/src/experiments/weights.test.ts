import { expect, it } from 'vitest';
import { lastAccuracy, onDigits } from './on-digits.js';
import { weightScales } from './weights.js';

it('a net of weights too small or too large learns with batch norm alone', async () => {
  const all = ['batch norm, 0.1', 'batch norm, 1', 'plain, 0.1', 'plain, 1', 'plain, 10'];
  const results = await onDigits(
    weightScales,
    all.map((name) => `${name} times He`),
    { steps: 150 },
  );
  const of = (name: string): number => lastAccuracy(results, `${name} times He`);
  expect(of('batch norm, 0.1')).toBeGreaterThan(0.7);
  expect(of('batch norm, 1')).toBeGreaterThan(0.7);
  expect(of('plain, 1')).toBeGreaterThan(0.5);
  expect(of('plain, 0.1')).toBeLessThan(0.2);
  expect(results.get('plain, 10 times He')).toMatchObject({
    curve: [],
    sweep: { line: 'plain', at: 10 },
  });
  expect(results.get('plain, 10 times He')!.divergedAt).toBeGreaterThan(1);
});
