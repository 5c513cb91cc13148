// Four worker threads train different nets at once: the results are those of training alone, and the process ends
// cleanly, every time. EVENKEEL_RUNS says how often.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const script = fileURLToPath(new URL('nets-process.mjs', import.meta.url));
const runs = Number(process.env['EVENKEEL_RUNS'] ?? 50);

/** A process that crashes while it ends rejects. */
async function train(...args: string[]): Promise<Record<string, string>> {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [script, ...args]);
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Record<string, string>;
}

it('four worker threads train different nets at once', async () => {
  const alone = await train('alone');
  expect(Object.keys(alone)).toEqual(['mlp', 'lenet', 'resnet20', 'inception']);
  expect(new Set(Object.values(alone)).size).toBe(4);
  for (let run = 0; run < runs; run++) expect(await train()).toEqual(alone);
});
