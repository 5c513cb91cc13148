// evenkeel train --monitor and --log, and diagnose: what is written, and that it changes nothing.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeLog } from '@evenkeel/monitor';
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
      'classes.json',
      'events.out.tfevents',
      'figures',
      'report.html',
      'run.jsonl',
    ]);
    const figures = readdirSync(join(log, 'figures'));
    for (const name of ['loss', 'accuracy', 'percentiles-1.2', 'histogram-1.2', 'update-ratio']) {
      expect(figures).toContain(`${name}.svg`);
      const png = readFileSync(join(log, 'figures', `${name}.png`));
      expect(png.subarray(1, 4).toString()).toBe('PNG');
    }
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

  it('goes on with the log of a run that was stopped', async () => {
    const log = join(directory, 'resumed');
    const out = join(directory, 'resumed.safetensors');
    const line = `train --data ${data} --epochs 40 --batch 50 --checkpoint-every 12 --out ${out} --log ${log}`;
    const first = await evenkeel(line, { signal: { name: 'SIGINT', after: /^step 24: / } });
    expect(first.code).toBe(130);
    const second = await evenkeel(`${line} --resume`);
    expect(second.code).toBe(0);
    const entries = readFileSync(join(log, 'run.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text) as { kind: string; step: number });
    const starts = entries.filter(({ kind }) => kind === 'start');
    expect(starts.map(({ step }) => step > 0)).toEqual([false, true]);
    const { steps, end } = decodeLog(readFileSync(join(log, 'run.jsonl'), 'utf8'));
    expect(end).toMatchObject({ step: 480, reason: 'finished' });
    const logged = steps.map(({ step }) => step);
    expect(logged).toEqual([...new Set(logged)].toSorted((a, b) => a - b));
    expect(readdirSync(log).filter((name) => name.startsWith('events'))).toHaveLength(2);
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

describe('train --log, where the report cannot be written', () => {
  const run = async (name: string, options: string) => {
    const [log, out] = [join(directory, name), join(directory, `${name}.safetensors`)];
    // In the way of the report.
    mkdirSync(join(log, 'report.html'), { recursive: true });
    const line = `train --data ${data} --steps 4 --batch 50 --out ${out} --log ${log}${options}`;
    const ended = await evenkeel(line);
    expect(ended.stderr).toContain(join(log, 'report.html'));
    expect({ code: ended.code, saved: existsSync(out) }).toEqual({ code: 2, saved: true });
    return { ...ended, out };
  };

  it('tells the outcome nevertheless', async () => {
    const { stdout, out } = await run('unwritable', '');
    expect(stdout).toMatch(/^Test accuracy \d+\.\d\d %, loss \d\.\d{4}\.\n4 steps in /);
    expect(stdout.endsWith(`\nWeights: ${out}\n`)).toBe(true);
  });

  it('prints the document without findings and report', async () => {
    const { stdout, out } = await run('unwritable-json', ' --json');
    const expected = { step: 4, reason: 'finished', weights: out, findings: null, report: null };
    expect(JSON.parse(stdout)).toMatchObject(expected);
  });
});

it('diagnose refuses a directory without a log', async () => {
  expect(await evenkeel(`diagnose ${data}`)).toMatchObject({
    code: 2,
    stderr: `evenkeel: ${data} holds no run.jsonl. Give a directory that evenkeel train --log wrote.\n`,
  });
});
