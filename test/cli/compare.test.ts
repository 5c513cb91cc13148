// evenkeel compare: its JSON document, its report and what it writes where.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evenkeel } from './evenkeel.js';
import { writeSmallData } from './small-data.js';

let directory = '';
let data = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'evenkeel-compare-'));
  data = writeSmallData(join(directory, 'data'));
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

interface Point {
  readonly step: number;
  readonly loss: number;
  readonly testAccuracy: number;
}
interface Document {
  readonly seconds: number;
  readonly variants: readonly { readonly name: string; readonly curve: readonly Point[] }[];
}

const compare = (more: string): string =>
  `compare --data ${data} --steps 25 --every 10 --batch 40 ${more}`;

async function compareAsJson(more = '--seed 1', env = {}): Promise<Document> {
  const ended = await evenkeel(compare(`--json ${more}`), { env });
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  expect(ended.stdout).toMatch(/^\{.*\}\n$/);
  return JSON.parse(ended.stdout) as Document;
}

describe('compare --json', () => {
  it('prints one document of the agreed form and writes nothing', async () => {
    const before = readdirSync('.');
    const document = await compareAsJson('--seed 7');
    expect(readdirSync('.')).toEqual(before);
    expect(Object.keys(document)).toEqual(['data', 'seed', 'backend', 'seconds', 'variants']);
    expect(document).toMatchObject({ data, seed: 7, backend: 'native' });
    expect(document.seconds).toBeGreaterThan(0);
    expect(document.variants.map(({ name }) => name)).toEqual(['batch norm', 'plain']);
    for (const { curve } of document.variants) {
      expect(curve.map(({ step }) => step)).toEqual([10, 20, 25]);
      for (const point of curve) {
        expect(Object.keys(point)).toEqual(['step', 'loss', 'testAccuracy']);
        expect(point.loss).toBeGreaterThan(0);
        expect(point.testAccuracy).toBeGreaterThanOrEqual(0);
        expect(point.testAccuracy).toBeLessThanOrEqual(1);
      }
    }
  });

  it('gives the same curves for the same seed, on one thread and on two', async () => {
    const [one, two, other] = await Promise.all([
      compareAsJson('--seed 1', { EVENKEEL_THREADS: '1' }),
      compareAsJson('--seed 1', { EVENKEEL_THREADS: '2' }),
      compareAsJson('--seed 2'),
    ]);
    expect(two.variants).toEqual(one.variants);
    expect(other.variants).not.toEqual(one.variants);
  });

  it('keeps the net that trains when the other must stop', async () => {
    const line = compare('--json --activation relu --lr 1e30');
    const { code, stdout, stderr } = await evenkeel(line);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^plain: fit: loss must be finite, got NaN at step \d+\. .+$/m);
    const [, plain] = (JSON.parse(stdout) as Document).variants;
    expect(plain?.curve).toEqual([]);
  });
});

describe('compare', () => {
  it('shows chart, table and paths on a pipe without escapes, and saves a report and both nets', async () => {
    const out = join(directory, 'deep', 'report');
    const { code, stdout, stderr } = await evenkeel(compare(`--out ${out}`));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    // oxlint-disable-next-line no-control-regex
    expect(stdout).not.toMatch(/\u001b/);
    expect(stdout).toContain('━━━━ batch norm   ╌╌╌╌ plain');
    expect(stdout).toMatch(/^ *step +loss {2}test acc\. +loss {2}test acc\.$/m);
    expect(stdout).toMatch(/^ *25( +[\d.]+ +[\d.]+ %){2}$/m);
    expect(stdout).toContain(`\nReport:  ${join(out, 'compare.html')}\n`);
    expect(readdirSync(out).toSorted()).toEqual([
      'batch-norm.safetensors',
      'compare.html',
      'plain.safetensors',
    ]);

    const page = readFileSync(join(out, 'compare.html'), 'utf8');
    expect(page).toMatch(/^<!doctype html>\n[^]*<\/html>\n$/);
    // Name spaces of SVG are names, not places.
    const references = page.replaceAll(/ xmlns(:\w+)?="[^"]*"/g, '');
    expect(references).not.toMatch(/https?:|\bsrc=|\bhref=|url\(|@import|<script|<link/i);
    // Accuracy and loss; percentiles and histograms of both nets.
    expect(page.match(/<svg/g)).toHaveLength(6);

    const evaluated = await evenkeel(`eval ${out}/batch-norm.safetensors --data ${data}`);
    const last = /^ *25 +[\d.]+ +([\d.]+ %)/m.exec(stdout)?.[1];
    expect(evaluated.stdout).toContain(`test accuracy ${last}`);
  });

  it('replaces a report as a whole', async () => {
    const out = join(directory, 'again');
    const line = compare(`--out ${out}`);
    await evenkeel(line);
    const first = statSync(join(out, 'compare.html'));
    await evenkeel(line);
    const second = statSync(join(out, 'compare.html'));
    // A new file took the place of the old one: nobody could read half of it.
    expect(second.ino).not.toBe(first.ino);
    expect(readdirSync(out)).toHaveLength(3);
  });

  it('is silent when its reader goes away', async () => {
    const { stderr } = await evenkeel(compare('--json'), {
      under: ['sh', '-c', '"$0" "$@" | head -c 1 >/dev/null'],
    });
    expect(stderr).toBe('');
  });
});
