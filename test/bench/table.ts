// A report as tables in Markdown, to be read in a terminal or put into docs/benchmarks.md.
import type { Mean, Report, Result } from './report.js';

type Cells = readonly string[];

/** Aligned Markdown; columns named with a colon at the end are numbers. */
export function formatTable(head: Cells, rows: readonly Cells[]): string {
  const numeric = head.map((name) => name.endsWith(':'));
  const names = head.map((name) => name.replace(/:$/, ''));
  const widths = names.map((name, i) =>
    Math.max(name.length, ...rows.map((row) => row[i]!.length)),
  );
  const line = (cells: Cells): string => {
    const padded = cells.map((cell, i) =>
      numeric[i] === true ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!),
    );
    return `| ${padded.join(' | ')} |`;
  };
  const rule = widths.map((width, i) => '-'.repeat(width - 1) + (numeric[i] === true ? ':' : '-'));
  return [line(names), line(rule), ...rows.map(line)].join('\n');
}

/** Three digits or more. */
export function figure(value: number | null | undefined): string {
  if (value === null || value === undefined) return '';
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

const percent = (value: number | null): string =>
  value === null ? '' : `${(100 * value).toFixed(0)} %`;
const times = (value: number | null | undefined): string =>
  value === null || value === undefined ? '' : value.toFixed(2);

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

export function formatReport(report: Report): string {
  return [
    describeSystem(report),
    formatTable(resultHead, report.results.map(rowOf)),
    formatMeans(report.means),
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
