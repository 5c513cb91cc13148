// A report as tables in Markdown, to be read in a terminal or put into docs/benchmarks.md.
import { figure, formatTable, percent, times, type Cells } from './format.js';
import { recordedFigure } from './recorded.js';
import type { Mean, Report, Result } from './report.js';
import { geometricMean } from './samples.js';
import { formatSteps } from './step-table.js';

function describeSystem({ date, system, machine }: Report): string {
  const { processor, processors, load, node, evenkeel, isa, torch } = system;
  const lines = [
    `${date}: ${processor}, ${processors} processors, load ${load.toFixed(2)}`,
    `evenkeel ${evenkeel} (${isa}), Node ${node}, ${torch === null ? 'no PyTorch' : `PyTorch ${torch}`}`,
  ];
  if (machine === null) return lines.join('\n');
  const rows = machine.ceilings.map((found) => [
    String(found.threads),
    ...[found.fmaGflops, found.level2Gbps, found.level3Gbps, found.dramGbps].map(figure),
  ]);
  const head = ['threads:', 'FMA GFLOP/s:', 'L2 GB/s:', 'L3 GB/s:', 'DRAM GB/s:'];
  return [...lines, '', formatTable(head, rows)].join('\n');
}

function rowOf(result: Result): Cells {
  const { op, shape, threads, unit, fraction, torch, ratio } = result;
  return [
    op,
    shape,
    String(threads),
    unit,
    figure(result.median),
    figure(result.best),
    percent(fraction),
    figure(torch?.median),
    figure(torch?.best),
    times(ratio?.median),
    times(ratio?.best),
    figure(recordedFigure(result)),
  ];
}

const resultHead: Cells = [
  'op',
  'shape',
  'threads:',
  'unit',
  'median:',
  'best:',
  'of ceiling:',
  'PyTorch median:',
  'PyTorch best:',
  'ratio of medians:',
  'ratio of bests:',
  'oneDNN recorded:',
];

function formatMeans(means: readonly Mean[]): string {
  return formatTable(
    ['geometric mean of', 'threads:', 'of ceiling:', 'over PyTorch:'],
    means.map(({ op, threads, fraction, ratio }) => [
      op,
      String(threads),
      percent(fraction),
      times(ratio),
    ]),
  );
}

/** Our best figures over oneDNN's recorded ones, by op: the mean and the worst shape. Empty without two threads. */
function formatRecorded(results: readonly Result[]): string[] {
  const ratios = new Map<string, { shape: string; ratio: number }[]>();
  for (const result of results) {
    const recorded = recordedFigure(result);
    if (recorded === null) continue;
    const { op, shape, best } = result;
    ratios.set(op, [...(ratios.get(op) ?? []), { shape, ratio: best / recorded }]);
  }
  if (ratios.size === 0) return [];
  const rows = [...ratios].map(([op, list]) => {
    const worst = list.reduce((a, b) => (b.ratio < a.ratio ? b : a));
    const mean = geometricMean(list.map(({ ratio }) => ratio));
    return [op, times(mean), times(worst.ratio), worst.shape];
  });
  const head = ['over oneDNN as recorded, 2 threads', 'mean:', 'worst:', 'of shape'];
  return [formatTable(head, rows)];
}

export function formatReport(report: Report): string {
  return [
    describeSystem(report),
    formatTable(resultHead, report.results.map(rowOf)),
    formatMeans(report.means),
    ...formatRecorded(report.results),
    ...formatSteps(report),
  ].join('\n\n');
}

/** Cases of both reports, best figures. */
export function formatComparison(before: Report, after: Report): string {
  const key = ({ op, shape, threads }: Result): string => `${op}/${shape}/${threads}`;
  const earlier = new Map(before.results.map((result) => [key(result), result]));
  const rows = after.results.flatMap((now) => {
    const was = earlier.get(key(now));
    if (was === undefined) return [];
    const { op, shape, threads, unit } = now;
    const speeds = [was.best, now.best].map(figure);
    return [[op, shape, String(threads), unit, ...speeds, times(now.best / was.best)]];
  });
  const head = ['op', 'shape', 'threads:', 'unit', 'before:', 'after:', 'after / before:'];
  return `${before.date} and ${after.date}\n\n${formatTable(head, rows)}`;
}
