// kill -9 at random moments of `evenkeel train`: --resume ends with the bits of an undisturbed run.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { evenkeel } from './evenkeel.js';

const kills = 5;

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'evenkeel-cli-kill-'));
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

/** The embedded digits, whose every bit the program draws anew. */
const train = (out: string): string =>
  `train --data digits --batch 40 --steps 6000 --checkpoint-every 100 --out ${join(directory, out)}`;

it('killed several times and resumed, saves the bits of an undisturbed run', async () => {
  const undisturbed = await evenkeel(train('whole.safetensors'));
  expect(undisturbed.code).toBe(0);

  const from: number[] = [];
  for (let run = 0; ; run += 1) {
    const resume = run === 0 ? '' : ' --resume';
    const { code, signal, stderr, stdout } = await evenkeel(
      `${train('killed.safetensors')}${resume}`,
      run < kills
        ? {
            on: {
              // An epoch has 300 steps; each run gets over one, and is killed somewhere behind it.
              stderr: /^step [\d,]+: /m,
              act: ({ process }) => setTimeout(() => process.kill('SIGKILL'), Math.random() * 150),
            },
          }
        : {},
    );
    if (run > 0)
      from.push(Number(/^Going on after step ([\d,]+)\./m.exec(stderr)?.[1]?.replace(',', '')));
    if (signal === 'SIGKILL') continue;
    expect(code).toBe(0);
    const accuracy = /^Test accuracy .+$/m.exec(stdout)?.[0];
    expect(undisturbed.stdout).toContain(accuracy);
    break;
  }
  process.stdout.write(`killed ${from.length} times; went on from the steps ${from.join(', ')}\n`);
  expect(from.length).toBeGreaterThanOrEqual(3);
  expect(from.toSorted((a, b) => a - b)).toEqual(from);
  expect(from.every((step) => step % 100 === 0 && step > 0)).toBe(true);

  const bytes = (file: string): Buffer => readFileSync(join(directory, file));
  expect(bytes('killed.safetensors').equals(bytes('whole.safetensors'))).toBe(true);
});
