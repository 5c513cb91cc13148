// Ctrl-C twice while a report is written: what the program was run for is told whole, and nothing half-written stays.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { evenkeel } from './evenkeel.js';
import { writeSmallData } from './small-data.js';

let directory = '';
let data = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'evenkeel-interrupt-'));
  data = writeSmallData(join(directory, 'data'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

/** Milliseconds after which a second signal is another keystroke. */
const anotherKeystroke = 400;

/** Runs a command whose file of that name is never done, and interrupts it twice then. */
async function interruptAt(
  file: string,
  line: string,
  exit: number | null = 130,
): Promise<unknown> {
  const hook = new URL('held-report.mjs', import.meta.url);
  const { code, stdout } = await evenkeel(line, {
    env: { NODE_OPTIONS: `--import ${hook.href}`, HELD: file },
    on: {
      stderr: /^held$/m,
      act: ({ process: child }) => {
        child.kill('SIGINT');
        // Again and again: two that reach a program at once, because the machine has no time for it, are one keystroke.
        const again = setInterval(() => child.kill('SIGINT'), anotherKeystroke);
        child.once('close', () => clearInterval(again));
      },
    },
  });
  expect(code).toBe(exit);
  const files = readdirSync(directory, { recursive: true }).map(String);
  // Who is killed by the signal itself can remove nothing.
  const endings = exit === null ? [`/${file}`] : [`/${file}`, '.partial'];
  const halfWritten = (name: string): boolean => endings.some((end) => `/${name}`.endsWith(end));
  expect(files.filter(halfWritten)).toEqual([]);
  expect(stdout.match(/\n/g)).toHaveLength(1);
  return JSON.parse(stdout);
}

it('train --json tells the outcome without findings and report', async () => {
  const places = `--log ${join(directory, 'log')} --out ${join(directory, 'out.safetensors')}`;
  const line = `train --data ${data} --batch 30 --steps 4 ${places} --json`;
  const document = await interruptAt('report.html', line);
  expect(document).toMatchObject({ step: 4, reason: 'finished', findings: null, report: null });
  expect(readdirSync(directory)).toContain('out.safetensors');
});

it('compare --json tells the curves of both nets', async () => {
  const line = `compare --data ${data} --batch 30 --steps 4 --every 4 --out ${directory} --json`;
  const document = await interruptAt('compare.html', line);
  const curve = [{ step: expect.any(Number) as number }];
  expect(document).toMatchObject({ variants: [{ curve }, { curve }] });
});

it('eval --json tells the figures', async () => {
  const file = join(directory, 'model.safetensors');
  await evenkeel(`train --data ${data} --batch 30 --steps 4 --out ${file}`);
  const line = `eval ${file} --data ${data} --report ${join(directory, 'page.html')} --json`;
  expect(await interruptAt('page.html', line, null)).toMatchObject({ count: 200 });
});

it('pretrain --json tells the errors', async () => {
  const line = `pretrain --data ${data} --batch 30 --sizes 8,2 --epochs 1 --fine-tune-epochs 1 --out ${directory} --json`;
  const document = await interruptAt('reconstructions.png', line);
  expect(document).toMatchObject({ testError: expect.any(Number) as number, aborted: false });
});
