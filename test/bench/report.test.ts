import { expect, it } from 'vitest';
import { formatReport } from './table.js';
import { meansOf, type Report, type Result } from './report.js';

const at = (shape: string, best: number, oneDnn: number): Result => ({
  op: 'conv forward',
  group: 'conv forward, direct',
  shape,
  threads: 2,
  unit: 'GFLOP/s',
  median: best,
  best,
  gflops: null,
  ceiling: null,
  milliseconds: { median: 1, best: 1 },
  samples: 3,
  fraction: null,
  torch: null,
  ratio: null,
  oneDnn: { median: oneDnn, best: oneDnn },
  oneDnnRatio: { median: best / oneDnn, best: best / oneDnn },
  oneDnnOwn: { median: 2 * oneDnn, best: 2 * oneDnn },
});

const results = [at('small', 100, 200), at('large', 400, 200)];

it('means over oneDNN stand beside the worst shape', () => {
  expect(meansOf(results)).toEqual([
    {
      group: 'conv forward, direct',
      threads: 2,
      fraction: null,
      ratio: null,
      oneDnn: expect.closeTo(1, 12),
      oneDnnOwn: expect.closeTo(0.5, 12),
      worst: { shape: 'small', ratio: 0.5 },
    },
  ]);
});

it('a report shows both', () => {
  const system = { processor: 'p', processors: 2, load: 0, node: 'v20', evenkeel: '0', isa: 'v4' };
  const report: Report = {
    schema: 1,
    date: 'today',
    system: { ...system, torch: null, oneDnn: '2.6.3' },
    machine: null,
    settings: { seconds: 1, rounds: 1 },
    results,
    means: meansOf(results),
  };
  const text = formatReport(report);
  expect(text).toContain('Node v20, no PyTorch, oneDNN 2.6.3');
  expect(text).toMatch(
    /\| conv forward, direct \| +2 \| +\| +\| +1\.00 \| +0\.50 \| +0\.50 \| small +\|/,
  );
});
