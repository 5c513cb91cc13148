// A directory of checkpoints that others want too.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCheckpoints } from './checkpoint-directory.js';

let directory = '';
let file = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'evenkeel-lock-'));
  file = join(directory, 'run.lock');
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

const since = '2026-01-02T03:04:05.000Z';
const nothing = { tensors: new Map(), metadata: {} };
const pidIn = (): unknown => (JSON.parse(readFileSync(file, 'utf8')) as { pid: unknown }).pid;

describe('a directory of checkpoints', () => {
  it('opened again in the same process is no longer that of the run before', async () => {
    const first = await openCheckpoints(directory);
    await first.save(nothing);
    const second = await openCheckpoints(directory);
    await expect(first.save(nothing)).rejects.toThrow(
      `openCheckpoints: directory must be used by this run alone, got ${directory}, opened again by this process. ` +
        'What this run has saved before is safe.',
    );
    await second.save(nothing);
    await first.close();
    expect(readdirSync(directory)).toContain('run.lock');
    await second.close();
    expect(readdirSync(directory)).not.toContain('run.lock');
  });

  it('that another machine has taken is written to no more', async () => {
    const run = await openCheckpoints(directory);
    const other = { pid: 7, host: 'elsewhere', since, token: 'other' };
    writeFileSync(file, JSON.stringify(other));
    await expect(run.save(nothing)).rejects.toThrow(
      `got ${directory}, taken by process 7 of elsewhere since ${since}. What this run has saved before is safe.`,
    );
    expect(readdirSync(directory)).toEqual(['run.lock']);
  });

  it('whose lock someone has removed is locked anew', async () => {
    const run = await openCheckpoints(directory);
    rmSync(file);
    await run.save(nothing);
    expect(pidIn()).toBe(process.pid);
    await run.close();
  });

  it('is cleared, and closed with its block', async () => {
    {
      await using run = await openCheckpoints(directory);
      await run.save(nothing);
      await run.clear();
      expect(readdirSync(directory)).toEqual(['run.lock']);
    }
    expect(readdirSync(directory)).toEqual([]);
  });
});
