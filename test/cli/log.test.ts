// evenkeel train --monitor and --log, and diagnose: what is written, and that it changes nothing.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evenkeel } from './evenkeel.js';
import { writeSmallData } from './small-data.js';

let directory = '';
let data = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'evenkeel-watch-'));
  data = writeSmallData(join(directory, 'data'));
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

describe('train --log', () => {
  it('writes log, events and report, and leaves the weights as they would be', async () => {
    const line = `train --data ${data} --epochs 2 --batch 50`;
    const plain = join(directory, 'plain.safetensors');
    const watched = join(directory, 'watched.safetensors');
    const log = join(directory, 'log');
    await evenkeel(`${line} --out ${plain}`);
    const { code, stdout } = await evenkeel(`${line} --out ${watched} --log ${log} --monitor 5`);
    expect(code).toBe(0);
    expect(stdout).toContain(`\nReport: ${join(log, 'report.html')}\n`);
    expect(readFileSync(watched)).toEqual(readFileSync(plain));
    const files = readdirSync(log).toSorted();
    expect(files.map((name) => name.replace(/(tfevents).*/, '$1'))).toEqual([
      'events.out.tfevents',
      'report.html',
      'run.jsonl',
    ]);
    const kinds = readFileSync(join(log, 'run.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((text) => (JSON.parse(text) as { kind: string }).kind);
    expect(kinds.slice(0, 3)).toEqual(['run', 'start', 'monitor']);
    expect(kinds.filter((kind) => kind === 'monitor')).toHaveLength(9);
    expect(kinds.at(-1)).toBe('end');

    const again = await evenkeel(`${line} --out ${watched} --log ${log}`);
    expect({ code: again.code, stderr: again.stderr }).toEqual({
      code: 2,
      stderr: `evenkeel: --log: ${log} holds the log of another run. Give another directory, or remove it.\n`,
    });

    const told = await evenkeel(`diagnose ${log}`);
    expect(told.code).toBe(0);
    expect(told.stdout).toMatch(/^(No fault|\d+) found in 9 looks up to step 24/);
    const { stdout: json } = await evenkeel(`diagnose ${log} --json`);
    expect(JSON.parse(json)).toMatchObject({ directory: log, step: 24, looks: 9 });
  });

  it('says what went wrong with a run that failed', async () => {
    const log = join(directory, 'failed');
    const out = join(directory, 'failed.safetensors');
    const line = `train --data ${data} --no-batch-norm --activation relu --lr 1e30 --out ${out}`;
    const { code, stdout } = await evenkeel(`${line} --log ${log}`);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^Found: the run ended at step \d+ \(fit: loss must be finite, got NaN/);
    const told = await evenkeel(`diagnose ${log}`);
    expect(told.stdout).toMatch(/\n- the run ended at step \d+/);
  });
});

it('diagnose refuses a directory without a log', async () => {
  expect(await evenkeel(`diagnose ${data}`)).toMatchObject({
    code: 2,
    stderr: `evenkeel: ${data} holds no run.jsonl. Give a directory that evenkeel train --log wrote.\n`,
  });
});
