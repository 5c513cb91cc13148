import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

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
  const script = fileURLToPath(new URL('steady-process.mjs', import.meta.url));
  // Else threads of the compiler and the collector of JavaScript touch pages of their own while kernels run.
  const flags = ['--single-threaded', '--max-semi-space-size=1', script];
  const { stdout } = await promisify(execFile)(process.execPath, flags);
  const found = JSON.parse(stdout) as Steady;
  process.stdout.write(`steady state: ${stdout}\n`);
  expect(found).toMatchObject({ growths: 0, bytes: 0, scratchBytes: 0 });
  // A step that took its tensors anew would fault on each of their pages: thousands of times.
  expect(found.peakBytes / 4096).toBeGreaterThan(5000);
  // The numbers that this test itself writes down may touch a page now and then.
  expect(found.faults / found.steps).toBeLessThan(0.2);
});
