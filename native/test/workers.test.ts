// Worker threads with the addon: right results at the same time, and a clean end of the process.
// EVENKEEL_RUNS says how often (default 3).
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const script = fileURLToPath(new URL('worker-process.ts', import.meta.url));
const runs = Number(process.env['EVENKEEL_RUNS'] ?? 3);

describe('four worker threads', () => {
  it('compute at once and end cleanly', { timeout: 20_000 * runs }, async () => {
    for (let i = 0; i < runs; i++) {
      // A crash while the process ends rejects.
      const flags = ['--import', 'tsx', '--conditions=evenkeel-source', script];
      const { stdout, stderr } = await promisify(execFile)(process.execPath, flags);
      expect(stdout).toBe('200\n400\n600\n800\n');
      expect(stderr).toBe('');
    }
  });
});
