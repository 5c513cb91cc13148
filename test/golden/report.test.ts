// The command `pnpm golden`: directories of any vectors, what it prints and how it ends.
import { createReferenceBackend } from '@evenkeel/kernels';
import { setBackend } from '@evenkeel/tensor';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChild, type Ended } from '../e2e/child.js';
import { closingLines, failureLine, reportOn } from './report.js';
import { runners } from './runners/table.js';

const root = mkdtempSync(join(tmpdir(), 'evenkeel-golden-'));
afterAll(() => rmSync(root, { recursive: true }));

/** A family whose data are 1, 2, 3, 4. */
function writeFamily(directory: string, cases: readonly object[]): void {
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'cases.json'), JSON.stringify(cases));
  writeFileSync(join(directory, 'data.bin'), new Uint8Array(Float64Array.of(1, 2, 3, 4).buffer));
}

const ref = (offset: number) => ({ dtype: 'float64', shape: [2], offset, length: 2 });
const entry = (op: string, y: number) => ({
  name: `mine/${op}/at${y}`,
  op,
  attrs: {},
  inputs: { x: ref(0) },
  outputs: { y: ref(y) },
});

writeFamily(join(root, 'mixed', 'a'), [entry('abs', 0), entry('abs', 16), entry('riddle', 0)]);
writeFamily(join(root, 'mixed', 'b'), [entry('square', 0)]);
writeFamily(join(root, 'right'), [entry('abs', 0)]);
writeFamily(join(root, 'inherited'), [entry('constructor', 0)]);

describe('reportOn', () => {
  beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

  const report = () => reportOn({ directory: join(root, 'mixed'), precision: 'float64', runners });

  it('counts what passes, fails and is unknown, over all families', () => {
    expect(report()).toMatchObject({ passed: 1, failed: 2, skipped: 1, unknownOps: { riddle: 1 } });
    expect(closingLines(report())).toEqual([
      'SKIP riddle: 1 case of an unknown op',
      '1 passed, 2 failed, 1 skipped',
    ]);
  });

  it('knows no op that only objects in general have', () => {
    const directory = join(root, 'inherited');
    expect(closingLines(reportOn({ directory, precision: 'float64', runners }))).toEqual([
      'SKIP constructor: 1 case of an unknown op',
      '0 passed, 0 failed, 1 skipped',
    ]);
  });

  it('names op, case, tensor and the first bad element', () => {
    expect(report().failures.map(failureLine)).toEqual([
      'FAIL abs: mine/abs/at16: output y: element [0]: got 1, want 3, tolerance 3.0000000000000004e-9',
      'FAIL square: mine/square/at0: output y: element [1]: got 4, want 2, tolerance 2e-9',
    ]);
  });
});

const golden = (...args: string[]): Promise<Ended> =>
  startChild(new URL('command.ts', import.meta.url), { args, env: { INIT_CWD: root } }).ended;

describe('the golden command', () => {
  it('takes a family by itself, and ends with the counts', async () => {
    const { code, stdout } = await golden('right');
    expect([code, stdout]).toEqual([0, '1 passed, 0 failed, 0 skipped\n']);
  });

  it('ends with 1 after failures, and prints one document if asked', async () => {
    const { code, stdout } = await golden('mixed', '--json', '--precision', 'float32');
    const document = JSON.parse(stdout) as object;
    expect(code).toBe(1);
    expect(document).toMatchObject({ backend: 'reference', precision: 'float32', failed: 2 });
    expect(document).toHaveProperty('failures.1.element', {
      index: [1], got: 4, want: 2, tolerance: 8e-6,
    }); // prettier-ignore
  });

  it.each([
    [[], /^golden: DIR must be one directory, got 0\. pnpm golden DIR /],
    [['right', '--backend', 'gpu'], /^golden: --backend must be one of reference, native, wasm, got gpu\./],
    [['right', '--backend', 'native', '--precision', 'float64'],
      /^golden: --precision must be float32 with --backend native, got float64\./],
    [['nowhere'], /nowhere/],
  ])('refuses %j', async (args, message) => {
    const { code, stderr } = await golden(...args);
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
  }); // prettier-ignore
});
