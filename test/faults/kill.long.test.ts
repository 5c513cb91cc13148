import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { latestCheckpoint } from '@evenkeel/train/node';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startChild, type Child } from '../e2e/child.js';

/** EVENKEEL_KILLS says how often; each run goes some hundred steps before it is killed. */
const kills = Number(process.env['EVENKEEL_KILLS'] ?? 8);
const steps = Math.max(1500, 150 * kills);

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'evenkeel-kill-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

const start = (run: string): Child =>
  startChild(new URL('training-process.ts', import.meta.url), {
    args: [join(directory, run), String(steps)],
  });
const hashOf = (stdout: string) => /state ([0-9a-f]{64})/.exec(stdout)?.[1];

it('killed at random moments and resumed, ends with the bits of an undisturbed run', async () => {
  const undisturbed = await start('whole').ended;
  expect(undisturbed).toMatchObject({ code: 0, stderr: '' });
  const expected = hashOf(undisturbed.stdout);
  expect(expected).toBeDefined();

  let killed = 0;
  const progress: number[] = [];
  for (;;) {
    const child = start('killed');
    await child.says('training from');
    if (killed < kills) {
      await sleep(30 + Math.random() * 250);
      child.process.kill('SIGKILL');
    }
    const ended = await child.ended;
    const { signal, stdout } = ended;
    progress.push(Number(/training from (\d+)/.exec(stdout)?.[1]));
    if (signal === 'SIGKILL') {
      killed += 1;
      await expectGoodCheckpoint(progress.at(-1)!);
      continue;
    }
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(hashOf(stdout)).toBe(expected);
    break;
  }
  process.stdout.write(`killed ${killed} times; went on from the steps ${progress.join(', ')}\n`);
  expect(killed).toBeGreaterThanOrEqual(kills > 8 ? kills : 3);
  const leftovers = readdirSync(join(directory, 'killed')).filter((name) =>
    name.includes('partial'),
  );
  expect(leftovers).toEqual([]);
});

/** Whatever the moment of the kill, a whole checkpoint is there, and none went back. */
async function expectGoodCheckpoint(least: number): Promise<void> {
  const found = await latestCheckpoint(join(directory, 'killed'));
  const record = JSON.parse(found?.content.metadata['evenkeel.run'] ?? '{"step":0}') as {
    step: number;
  };
  expect(record.step).toBeGreaterThanOrEqual(least);
}
