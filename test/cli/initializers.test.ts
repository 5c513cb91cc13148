// evenkeel initializers: the table, and the numbers behind it against theory.
import { expect, it } from 'vitest';
import { evenkeel } from './evenkeel.js';

interface Compared {
  readonly schemes: readonly {
    readonly name: string;
    readonly deviations: readonly number[];
    readonly inputGradient: number;
    readonly inputShare: number;
  }[];
}

const small = 'initializers --layers 12 --units 128 --batch 128';

it('measures what the derivations say', async () => {
  const { code, stdout } = await evenkeel(`${small} --json`);
  expect(code).toBe(0);
  const { schemes } = JSON.parse(stdout) as Compared;
  const found = Object.fromEntries(schemes.map(({ name, ...rest }) => [name, rest]));
  const last = (name: string): number => found[name]!.deviations.at(-1)!;
  expect(found['zeros']!.deviations).toEqual(Array.from({ length: 12 }, () => 0));
  // relu keeps half of E[x^2] in each of the 11 layers behind the first.
  for (const [name, variance] of [
    ['He', 2 / 128],
    ['LeCun', 1 / 128],
    ['normal, std 1', 1],
  ] as const) {
    // prettier-ignore
    const predicted = Math.sqrt(128 * variance * (64 * variance) ** 11);
    expect(last(name) / predicted).toBeGreaterThan(0.6);
    expect(last(name) / predicted).toBeLessThan(1.6);
  }
  for (const deviation of found['LSUV']!.deviations) {
    expect(Math.abs(deviation ** 2 - 1)).toBeLessThan(0.02);
  }
  expect(found['batch norm, std 0.01']!.deviations.slice(0, -1).every((d) => d > 0.99)).toBe(true);
  expect(found['He']!.inputGradient).toBeGreaterThan(0.5);
  expect(found['data-dependent']!.inputShare).toBeCloseTo(1, 3);
});

it('prints a table', async () => {
  const { code, stdout, stderr } = await evenkeel(`${small} --activation tanh`);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const lines = stdout.trimEnd().split('\n');
  expect(lines[0]).toMatch(/^12 layers of 128 units with tanh, 128 Gaussian inputs/);
  expect(lines[4]).toMatch(/^weights +layer 1 +layer 3 +layer 6 +layer 12 +gradient +of inputs$/);
  expect(lines).toHaveLength(6 + 12);
});
