// Training steps over all numbers of threads: each side at its best, and what the second thread brings.
import type { Report, Result } from './report.js';
import { figure, formatTable, times } from './format.js';

interface Fastest {
  readonly speed: number;
  readonly threads: number;
}

function fastest(results: readonly Result[], speedOf: (result: Result) => number): Fastest {
  const found = results.map((result) => ({ speed: speedOf(result), threads: result.threads }));
  return found.reduce((a, b) => (b.speed > a.speed ? b : a));
}

/** Speed on the most threads over that on one; empty without both. */
function scaling(results: readonly Result[]): string {
  const one = results.find(({ threads }) => threads === 1);
  const most = results.reduce((a, b) => (b.threads > a.threads ? b : a));
  return one === undefined || one === most ? '' : times(most.best / one.best);
}

/** A table, or nothing if no step was timed. */
export function formatSteps({ results }: Report): string[] {
  const steps = results.filter(({ op }) => op === 'training step');
  const shapes = [...new Set(steps.map(({ shape }) => shape))];
  if (shapes.length === 0) return [];
  const rows = shapes.map((shape) => {
    const own = steps.filter((result) => result.shape === shape);
    const ours = fastest(own, ({ best }) => best);
    const theirs = fastest(own, ({ torch }) => torch?.best ?? 0);
    const shown = ({ speed, threads }: Fastest): string => `${figure(speed)} (${threads})`;
    return [
      shape,
      own[0]!.unit,
      shown(ours),
      theirs.speed === 0 ? '' : shown(theirs),
      theirs.speed === 0 ? '' : times(ours.speed / theirs.speed),
      scaling(own),
    ];
  });
  const head = ['training step', 'unit', 'best (threads):', 'PyTorch best (threads):', 'ratio:'];
  return [formatTable([...head, 'all threads over one:'], rows)];
}
