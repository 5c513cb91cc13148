// evenkeel experiment, on a small data set and a few steps.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evenkeel } from './evenkeel.js';
import { writeSmallData } from './small-data.js';

let directory = '';
let data = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'evenkeel-experiment-'));
  data = writeSmallData(join(directory, 'data'));
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

interface Document {
  readonly trials: readonly {
    readonly name: string;
    readonly batch: number;
    readonly steps: number;
    readonly curve: readonly { readonly step: number; readonly testAccuracy: number }[];
  }[];
}

describe('evenkeel experiment', () => {
  it('prints one JSON document', async () => {
    const line = `experiment small-batches --data ${data} --steps 2 --batch 16 --json`;
    const { code, stdout } = await evenkeel(line);
    expect(code).toBe(0);
    const { trials, ...rest } = JSON.parse(stdout) as Document;
    expect(rest).toMatchObject({
      experiment: 'small-batches',
      data,
      seed: 1,
      batch: 16,
      steps: 2,
    });
    expect(trials).toHaveLength(12);
    for (const { batch, steps, curve } of trials) {
      expect(steps).toBe(Math.ceil(32 / batch));
      expect(curve.at(-1)).toMatchObject({ step: steps });
    }
  });

  it('shows a table, writes a page, and gives the same twice', async () => {
    const page = join(directory, 'pages', 'placement.html');
    const line = `experiment placement --data ${data} --steps 4 --batch 16`;
    const first = await evenkeel(`${line} --report ${page}`);
    const lines = first.stdout.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^Where does batch norm stand/);
    expect(lines[3]).toMatch(/^trial +steps +at 25 % +at 50 % +at 75 % +at 100 % +loss +s$/);
    expect(lines).toHaveLength(3 + 2 + 5 + 1);
    expect(lines.at(-1)).toBe(`Report: ${page}`);
    const html = readFileSync(page, 'utf8');
    expect(html).toContain('relu, norm, pool');
    expect(html.match(/<svg/g)).toHaveLength(1);
    const withoutTimes = (text: string): string[] =>
      text.split('\n').slice(3, 10).map((row) => row.replace(/ +[\d.]+$/, '')); // prettier-ignore
    expect(withoutTimes((await evenkeel(line)).stdout)).toEqual(withoutTimes(first.stdout));
  });

  it('says in words what came out, in the terminal and on the page', async () => {
    const page = join(directory, 'acceleration.html');
    const line = `experiment acceleration --data ${data} --steps 1 --batch 8 --report ${page}`;
    const { code, stdout } = await evenkeel(line);
    expect(code).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines[3]).toMatch(/ at 100 % +loss +best +steps to baseline's best +times as fast +s$/);
    const remark = lines.at(-2)!;
    expect(remark).toMatch(
      /^Inception, sigmoid learned nothing: its best test, \d+\.\d %, is not twice the 10\.0 % of guessing\.$/,
    );
    expect(readFileSync(page, 'utf8')).toContain(remark);
  });

  it('shows tests of ten steps where they were made', async () => {
    const { stdout } = await evenkeel(`experiment schedules --data ${data} --steps 10 --batch 16`);
    const head = stdout.split('\n')[3];
    expect(head).toMatch(/^trial +steps +at 30 % +at 60 % +at 90 % +at 100 % +loss +s$/);
  });

  it('refuses data that cannot fill the largest batch, before it trains', async () => {
    const few = writeSmallData(join(directory, 'few'), 63);
    const page = join(directory, 'few-pages', 'small.html');
    const line = `experiment small-batches --data ${few} --steps 2 --batch 16 --report ${page}`;
    expect(await evenkeel(line)).toMatchObject({
      code: 2,
      stdout: '',
      stderr:
        'evenkeel: experiment small-batches: --data must hold at least 64 training images, the largest batch of its ' +
        'trials, got 63.\n',
    });
    expect(existsSync(join(directory, 'few-pages'))).toBe(false);
  });

  it('refuses what it does not know', async () => {
    const { code, stderr } = await evenkeel('experiment luck');
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^evenkeel: command-argument value 'luck' is invalid for argument 'name'\. Allowed choices are placement, [a-z, -]+\. See evenkeel experiment --help\.\n$/,
    );
  });
});
