import { expect, it } from 'vitest';
import { runChild } from '../e2e/child.js';

interface Steady {
  readonly steps: number;
  readonly warmUpFaults: number;
  readonly faults: number;
  readonly growths: number;
  readonly bytes: number;
  readonly scratchBytes: number;
  readonly peakBytes: number;
}

it('a warm training step takes no memory from the system and faults no page', async () => {
  // The young objects of JavaScript stay in one place once their space has its full size.
  const node = ['--min-semi-space-size=16', '--max-semi-space-size=16'];
  const script = new URL('steady-process.ts', import.meta.url);
  const found = JSON.parse(await runChild(script, { node })) as Steady;
  process.stdout.write(`steady state: ${JSON.stringify(found)}\n`);
  expect(found).toMatchObject({ growths: 0, bytes: 0, scratchBytes: 0 });
  // A step that took its tensors anew would fault on each of their pages: thousands of times.
  expect(found.peakBytes / 4096).toBeGreaterThan(5000);
  expect(found.faults / found.steps).toBeLessThan(1);
});
