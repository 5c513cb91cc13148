// Tables in Markdown, and how figures look in them.

export type Cells = readonly string[];

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

export const percent = (value: number | null): string =>
  value === null ? '' : `${(100 * value).toFixed(0)} %`;
export const times = (value: number | null | undefined): string =>
  value === null || value === undefined ? '' : value.toFixed(2);
