// Ctrl-C and SIGTERM: training stops, what was learned is saved, and the run goes on from there.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { evenkeel } from './evenkeel.js';
import { writeSmallData } from './small-data.js';

let directory = '';
let data = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'evenkeel-interrupt-'));
  data = writeSmallData(join(directory, 'data'));
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

const epochs = 40;
const train = (out: string): string =>
  `train --data ${data} --batch 30 --epochs ${epochs} --checkpoint-every 500 --out ${join(directory, out)}`;

/** Sends a signal after the second epoch; gives the step that the run says it has reached. */
async function stopWith(name: NodeJS.Signals, out: string): Promise<number> {
  const signal = { name, after: /^step 40: / };
  const { code, stdout, stderr } = await evenkeel(train(out), { signal });
  expect(code).toBe(130);
  expect(stderr).toContain('Stopping after this step and saving; once more to end at once.\n');
  const step = Number(
    /^Stopped after step (\d+)\. Run the same command with --resume to go on\.$/m.exec(stdout)?.[1],
  );
  expect(step).toBeGreaterThanOrEqual(40);
  expect(step).toBeLessThan(20 * epochs);
  return step;
}

it('Ctrl-C saves a model and a checkpoint, from which the run goes on to the same bits', async () => {
  const out = 'stopped.safetensors';
  const step = await stopWith('SIGINT', out);
  expect(readdirSync(directory)).toContain(out);
  const tested = await evenkeel(`eval ${join(directory, out)} --data ${data}`);
  expect(tested).toMatchObject({ code: 0, stderr: '' });

  expect(await evenkeel(train(out))).toEqual({
    code: 2,
    signal: null,
    stdout: '',
    stderr: `evenkeel: ${join(directory, out)}.checkpoints holds checkpoints of a run that was stopped. Add --resume to go on, or --restart to remove them.\n`,
  });
  expect(await evenkeel(`${train(out)} --resume --seed 2`)).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(
      /^evenkeel: --resume: --seed must be 1, as in .+, got 2\. Give the options of the run that was stopped\.\n$/,
    ) as string,
  });

  const resumed = await evenkeel(`${train(out)} --resume`);
  expect(resumed.code).toBe(0);
  expect(resumed.stderr).toContain(`Going on after step ${step}.\n`);
  const whole = await evenkeel(train('whole.safetensors'));
  expect(whole.code).toBe(0);
  const bytes = (file: string): Buffer => readFileSync(join(directory, file));
  expect(bytes(out).equals(bytes('whole.safetensors'))).toBe(true);
  expect(readdirSync(directory).filter((name) => name.endsWith('.checkpoints'))).toEqual([]);

  // The run is over now.
  expect(await evenkeel(`${train(out)} --resume`)).toMatchObject({
    code: 2,
    stderr: `evenkeel: --resume: ${join(directory, out)} is there but no checkpoint beside it, so its run has finished. Leave --resume out to train anew.\n`,
  });
});

it('SIGTERM does the same, and --restart throws it away', async () => {
  const out = 'terminated.safetensors';
  await stopWith('SIGTERM', out);
  const { code, stderr } = await evenkeel(`${train(out)} --restart`);
  expect(code).toBe(0);
  expect(stderr).toMatch(/^step 20: /);
});
