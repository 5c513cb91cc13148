// What a parallel region costs: with the team of threads that kernels use, and with GNU OpenMP.
import { figure, formatTable } from './format.js';
import { measureRegions } from './machine.js';

/** The table. */
export async function formatRegions(threads: number, seconds: number): Promise<string> {
  const rows: string[][] = [];
  let gaps: readonly number[] = [];
  for (const starter of ['team', 'openmp'] as const) {
    const costs = await measureRegions({ starter, threads, seconds });
    gaps = costs.map(({ gap }) => gap);
    rows.push([starter, ...costs.map((cost) => figure(cost.microseconds))]);
  }
  const head = ['threads of:', ...gaps.map((gap) => `${gap} µs:`)];
  return (
    `Microseconds of an empty parallel region on ${threads} threads, by the pause before it (median)\n\n` +
    formatTable(head, rows)
  );
}
