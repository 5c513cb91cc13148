// Two processes and one directory of checkpoints: one of them gets it, and after kill -9 the next.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCheckpoints } from '@evenkeel/train/node';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { evenkeel } from '../cli/evenkeel.js';
import { writeSmallData } from '../cli/small-data.js';
import { startChild, type Child } from '../e2e/child.js';

let directory = '';
let path = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'evenkeel-two-'));
  path = join(directory, 'run');
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

const start = (): Child =>
  startChild(new URL('lock-process.ts', import.meta.url), { args: [path] });
const since = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`;

it('of several that start at once one gets it, also where a run was killed', async () => {
  const first = start();
  first.process.stdin?.write('go\n');
  await first.says('open\n');
  const { pid } = first.process;
  await expect(openCheckpoints(path)).rejects.toThrow(
    new RegExp(
      `^openCheckpoints: directory must be free of other runs, got ${path}, in use by process ${pid} since ${since}\\. ` +
        `Wait for that run or stop it \\(kill ${pid}\\), or give another directory\\.$`,
    ),
  );
  first.process.kill('SIGKILL');
  await first.ended;
  expect(existsSync(join(path, 'run.lock'))).toBe(true);

  const children = Array.from({ length: 4 }, start);
  await Promise.all(children.map((child) => child.says('ready')));
  for (const { process } of children) process.stdin?.write('go\n');
  const alive = (child: Child) => child.says('open\n').then(() => child.process.exitCode === null);
  const opened = await Promise.all(children.map(alive));
  expect(opened.filter(Boolean)).toHaveLength(1);
  for (const { process } of children) process.kill('SIGKILL');
  const ended = await Promise.all(children.map((child) => child.ended));
  const refused = ended.filter(({ stdout }) => /, in use by process \d+ since /.test(stdout));
  expect(refused).toHaveLength(3);
});

it('the program refuses to join a run, and goes on once that was killed', async () => {
  const data = writeSmallData(join(directory, 'data'));
  const out = join(directory, 'model.safetensors');
  const train = (epochs: number): string =>
    `train --data ${data} --batch 30 --epochs ${epochs} --log ${join(directory, 'log')} --out ${out}`;
  let second: ReturnType<typeof evenkeel> | undefined;
  let third: ReturnType<typeof evenkeel> | undefined;
  let pid: number | undefined;
  const first = await evenkeel(train(4000), {
    on: {
      stderr: /^step 40: /m,
      act: ({ process }) => {
        ({ pid } = process);
        second = evenkeel(`${train(4000)} --resume`);
        third = evenkeel(`${train(1)} --out ${join(directory, 'other.safetensors')}`);
        void Promise.all([second, third]).then(() => process.kill('SIGKILL'));
      },
    },
  });
  expect(first.signal).toBe('SIGKILL');
  const refusal = (op: string, place: string): RegExp =>
    new RegExp(
      `^evenkeel: ${op}: directory must be free of other runs, got ${place}, in use by process ${pid} since ${since}\\. ` +
        `Wait for that run or stop it \\(kill ${pid}\\), or give another directory\\.\n$`,
    );
  const refused = (stderr: RegExp): unknown => ({
    code: 2,
    signal: null,
    stdout: '',
    stderr: expect.stringMatching(stderr) as string,
  });
  expect(await second).toEqual(refused(refusal('openCheckpoints', `${out}.checkpoints`)));
  expect(await third).toEqual(refused(refusal('--log', join(directory, 'log'))));
  expect(existsSync(join(directory, 'other.safetensors.checkpoints'))).toBe(false);

  const lock = readFileSync(join(`${out}.checkpoints`, 'run.lock'), 'utf8');
  expect(JSON.parse(lock)).toMatchObject({ pid });
  const resumed = await evenkeel(`${train(4000)} --resume`, {
    on: { stderr: /^step [\d,]+: /m, act: ({ process }) => process.kill('SIGTERM') },
  });
  expect(resumed.code).toBe(130);
  expect(resumed.stderr).toMatch(/^Going on after step [\d,]+\.$/m);
  expect(existsSync(join(`${out}.checkpoints`, 'run.lock'))).toBe(false);
});
