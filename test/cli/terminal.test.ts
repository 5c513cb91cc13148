// What people see in a terminal: the bar, colours, the width, and Ctrl-C.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeSmallData } from './small-data.js';
import { hasTerminals, inTerminal, textOf } from './terminal.js';

let directory = '';
let data = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'evenkeel-terminal-'));
  data = writeSmallData(join(directory, 'data'));
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

const compare = (out: string, steps: number): string =>
  `compare --data ${data} --batch 40 --every 20 --steps ${steps} --out ${join(directory, out)}`;
const ctrlC = '\u0003';
const blue = '\u001b[38;5;32m';
const hideCursor = '\u001b[?25l';
const showCursor = '\u001b[?25h';

describe.skipIf(!hasTerminals)('in a terminal', () => {
  it('compare shows a bar with rate and time left, removes it, and draws in colour', async () => {
    const { code, raw } = await inTerminal(compare('wide', 1000), { columns: 120 });
    expect(code).toBe(0);
    const text = textOf(raw);
    expect(text).toMatch(
      /█+░+ +\d+ % \| [\d,]+\/2,000 steps \| [\d,]+ steps\/s \| \d+ s left \| batch norm [\d.]+ %, plain [\d.]+ %/,
    );
    expect(raw).toContain(`${blue}━`);
    expect(raw.lastIndexOf(showCursor)).toBeGreaterThan(raw.lastIndexOf(hideCursor));
    // The bar is gone before the chart is drawn.
    expect(text.slice(text.indexOf('Test accuracy (%)'))).not.toContain('░');
  });

  it('stays within 50 columns', async () => {
    const { code, raw } = await inTerminal(compare('narrow', 100), { columns: 50 });
    expect(code).toBe(0);
    const lines = textOf(raw).split('\n');
    const wide = lines.filter((line) => line.length > 50);
    expect(wide.every((line) => /^(Weights|Report|Trained)/.test(line))).toBe(true);
    expect(lines.some((line) => line.startsWith('     └┬─'))).toBe(true);
  });

  it.each([
    { env: { NO_COLOR: '1' }, escape: '\u001b[38' },
    { env: { TERM: 'dumb' }, escape: '\u001b' },
  ])('takes no colour with $env', async ({ env, escape }) => {
    const { raw } = await inTerminal(compare('grey', 60), { columns: 80, env });
    expect(raw).not.toContain(escape);
    expect(raw).toContain('━━━━ batch norm   ╌╌╌╌ plain');
  });

  it('Ctrl-C stops compare, which saves its report and both nets', async () => {
    const { code, raw } = await inTerminal(compare('stopped', 1_000_000), {
      columns: 100,
      type: { after: /plain \d/, keys: ctrlC },
    });
    expect(code).toBe(130);
    const text = textOf(raw);
    expect(text).toContain('Stopping after this step; once more to end at once.');
    expect(text).toContain('Test accuracy (%)');
    expect(text).toMatch(/Stopped after step \d+ of 1000000\.\n/);
    expect(readdirSync(join(directory, 'stopped'))).toHaveLength(3);
    expect(raw.lastIndexOf(showCursor)).toBeGreaterThan(raw.lastIndexOf(hideCursor));
  });

  it('Ctrl-C stops compare --json, which ends its document', async () => {
    const file = join(directory, 'stopped.json');
    const { code } = await inTerminal(`${compare('json', 1_000_000)} --json`, {
      columns: 100,
      redirect: `> '${file}'`,
      type: { after: /plain \d/, keys: ctrlC },
    });
    expect(code).toBe(130);
    const { variants } = JSON.parse(readFileSync(file, 'utf8')) as {
      variants: { curve: unknown[] }[];
    };
    for (const { curve } of variants) expect(curve.length).toBeGreaterThan(0);
  });
});
