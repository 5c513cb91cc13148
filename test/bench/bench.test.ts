// The benchmark runs and gives the document that it promises. How fast anything is, no test asserts.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chromiumSkipped } from '../browser/chromium.js';
import { startChild, type Ended } from '../e2e/child.js';
import { parseOptions } from './options.js';
import type { Report } from './report.js';
import type { WasmReport } from './wasm/report.js';

const bench = (...args: string[]): Promise<Ended> =>
  startChild(new URL('main.ts', import.meta.url), {
    args,
    env: { EVENKEEL_PYTHON: '', EVENKEEL_ONEDNN: '', EVENKEEL_TFJS: '' },
  }).ended;

const quick = ['--quick', '--only', 'g60x100x100'];

describe('pnpm bench', () => {
  it('gives one JSON document', async () => {
    const { code, stdout, stderr } = await bench(...quick, '--json');
    expect({ code, stderr: stderr.replace(/: \d.*/g, '') }).toMatchObject({ code: 0 });
    const report = JSON.parse(stdout) as Report;
    expect(report).toMatchObject({
      schema: 1,
      system: { torch: null, oneDnn: null },
      machine: { ceilings: [{ threads: 1 }, { threads: 2 }] },
      settings: { rounds: 1 },
    });
    expect(report.results.map(({ op, shape, threads }) => [op, shape, threads])).toEqual([
      ['matmul', 'g60x100x100', 1],
      ['matmul', 'g60x100x100', 2],
    ]);
    for (const { best, median, milliseconds, ratio, unit } of report.results) {
      expect(unit).toBe('GFLOP/s');
      expect(best).toBeGreaterThanOrEqual(median);
      expect(best * milliseconds.best).toBeCloseTo((2 * 60 * 100 * 100) / 1e6, 6);
      expect(ratio).toBeNull();
    }
    const fractions = report.results.map(({ ceiling, best }) => ceiling && best / ceiling);
    expect(report.results.map(({ fraction }) => fraction)).toEqual(fractions);
  });

  it('puts an earlier run beside this one', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'evenkeel-bench-'));
    try {
      const file = join(folder, 'before.json');
      writeFileSync(file, (await bench(...quick, '--threads', '1', '--json')).stdout);
      const { code, stdout } = await bench(...quick, '--threads', '1', '--compare', file);
      expect(code).toBe(0);
      expect(stdout).toMatch(/\| op +\| shape +\| threads \| unit +\| before \| after \|/);
      expect(stdout).toMatch(/\| matmul \| g60x100x100 \| +1 \| GFLOP\/s \|/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  const engines = [
    ['Node', []],
    ['Chromium', ['--browser']],
  ] as const;
  const onWasm = ['--backend', 'wasm', '--quick', '--only', 'c128x32x32x3'];

  for (const [engine, options] of engines) {
    it.skipIf(engine === 'Chromium' && chromiumSkipped() !== null)(
      `times the WebAssembly kernels in ${engine}`,
      async () => {
        const { code, stdout, stderr } = await bench(...onWasm, ...options, '--json');
        expect({ code, stderr }).toMatchObject({ code: 0 });
        const report = JSON.parse(stdout) as WasmReport;
        expect(report.system.tfjs).toBeNull();
        expect(report.system.engine).toMatch(new RegExp(`^${engine} v?\\d+\\.`));
        const ops = ['conv forward', 'conv input gradient', 'conv weight gradient'];
        expect(report.results.map(({ op, shape, threads }) => [op, shape, threads])).toEqual(
          [1, 2].flatMap((threads) => ops.map((op) => [op, 'c128x32x32x3_k16_r3_s1', threads])),
        );
        for (const { best, median, tfjsWasm, tfjsCpu } of report.results) {
          expect(best).toBeGreaterThanOrEqual(median);
          expect([tfjsWasm, tfjsCpu]).toEqual([null, null]);
        }
      },
    );
  }

  it('shows what it costs to watch', async () => {
    const { code, stdout } = await bench('--monitors', '--threads', '1', '--quick');
    expect(code).toBe(0);
    expect(stdout).toMatch(/\| net +\| threads \| ms a step \| watched \|/);
    expect(stdout).toMatch(/\| mlp x60 +\| +1 \|/);
    expect(stdout).toMatch(/\| lenet x64 \| +1 \|/);
  });

  it('shows fit beside loops by hand', async () => {
    const { code, stdout } = await bench('--loops', '--threads', '1', '--quick');
    expect(code).toBe(0);
    expect(stdout).toMatch(/\| net +\| threads \| by hand, ms a step \|/);
    expect(stdout).toMatch(/\| mlp x60 +\| +1 \|/);
    expect(stdout).toMatch(/\| lenet x64 \| +1 \|/);
  });

  it('says what is wrong with its options', () => {
    expect(() => parseOptions(['--threads', '1,two'])).toThrow(
      "bench: --threads must be whole numbers from 1 to 1024, got 'two'.",
    );
    expect(() => parseOptions(['--seconds', '0'])).toThrow(
      "bench: --seconds must be a number above 0, got '0'.",
    );
    expect(() => parseOptions(['--backend', 'gpu'])).toThrow(
      "bench: --backend must be native or wasm, got 'gpu'.",
    );
    expect(() => parseOptions(['--browser'])).toThrow(
      'bench: --browser must come with --backend wasm.',
    );
    expect(parseOptions(['--', '--help'])).toBe('help');
  });
});
