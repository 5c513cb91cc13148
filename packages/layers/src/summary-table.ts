// The table that a summary prints.
import type { Summary } from './summary.js';

const headings = ['layer', 'kind', 'output', 'parameters', 'FLOPs'];
/** Columns of numbers, aligned to the right. */
const numeric = new Set([3, 4]);

/** Lines of aligned columns, a line of totals and the warnings. */
export function formatTable(of: Omit<Summary, 'toString'>): string {
  const cells = of.rows.map(({ name, kind, shape, parameters, flops }) => [
    name === '' ? '(model)' : name,
    kind,
    `[${shape.join(', ')}]`,
    grouped(parameters),
    grouped(flops),
  ]);
  const total = ['total', '', '', grouped(of.parameters), grouped(of.flops)];
  const table = [headings, ...cells, total];
  const widths = headings.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  const lines = table.map((row) =>
    row
      .map((cell, column) =>
        numeric.has(column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
      )
      .join('  ')
      .trimEnd(),
  );
  const rule = '-'.repeat(widths.reduce((sum, width) => sum + width + 2, -2));
  lines.splice(1, 0, rule);
  lines.splice(-1, 0, rule);
  return [...lines, ...of.warnings.map((warning) => `warning: ${warning}`)].join('\n');
}

/** 1234567 as 1,234,567, the same in every locale. */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
