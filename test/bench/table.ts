// A report as tables in Markdown, to be read in a terminal or put into docs/benchmarks.md.
import { figure, formatTable, percent, times, type Cells } from './format.js';
import type { Mean, Report, Result } from './report.js';
import { formatSteps } from './step-table.js';

const named = (name: string, version: string | null): string =>
  version === null ? `no ${name}` : `${name} ${version}`;

function describeSystem({ date, system, machine }: Report): string {
  const { processor, processors, load, node, evenkeel, isa, torch, oneDnn } = system;
  const peers = [named('PyTorch', torch), named('oneDNN', oneDnn)].join(', ');
  const lines = [
    `${date}: ${processor}, ${processors} processors, load ${load.toFixed(2)}`,
    `evenkeel ${evenkeel} (${isa}), Node ${node}, ${peers}`,
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
  const { op, shape, threads, unit, fraction, torch, ratio, oneDnn, oneDnnRatio } = result;
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
    figure(oneDnn?.best),
    times(oneDnnRatio?.best),
    figure(result.oneDnnOwn?.best),
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
  'oneDNN best:',
  'over oneDNN:',
  'oneDNN, own layout:',
];

function formatMeans(means: readonly Mean[]): string {
  const head = ['geometric mean of', 'threads:', 'of ceiling:', 'over PyTorch:', 'over oneDNN:'];
  return formatTable(
    [...head, 'over its own layouts:', 'worst over oneDNN:', 'of shape'],
    means.map(({ group, threads, fraction, ratio, oneDnn, oneDnnOwn, worst }) => [
      group,
      String(threads),
      percent(fraction),
      times(ratio),
      times(oneDnn),
      times(oneDnnOwn),
      times(worst?.ratio),
      worst?.shape ?? '',
    ]),
  );
}

export function formatReport(report: Report): string {
  return [
    describeSystem(report),
    formatTable(resultHead, report.results.map(rowOf)),
    formatMeans(report.means),
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
