// What a metric over many batches is, and the checks that all of them make.
import { ArgumentError, formatShape, ShapeError, type Tensor } from '@evenkeel/tensor';

/** A metric that counts batch by batch, so that its data need not fit into memory. */
export interface StreamingMetric {
  /** Counts a batch: outputs [..., classes] and the right classes [...]. */
  add(output: Tensor, y: Tensor): void;
  /** Forgets what was counted. */
  reset(): void;
}

export interface IgnoringOptions {
  /** Class of rows that do not count, as of `crossEntropy`. Default: none. */
  readonly ignoreIndex?: number | null;
}

/** The rows of a batch: each one's place among them, and its right class. */
export interface LabeledRow {
  readonly row: number;
  readonly label: number;
}

interface Rule {
  readonly op: string;
  readonly classes: number;
  readonly ignoreIndex: number | null;
}

/** The rows of `y` that count. Nothing of a batch with a wrong label is given. */
export function labeledRows(y: Tensor, { op, classes, ignoreIndex }: Rule): LabeledRow[] {
  const rows: LabeledRow[] = [];
  y.dataSync().forEach((label: number, row: number) => {
    if (label === ignoreIndex) return;
    if (!Number.isInteger(label) || label < 0 || label >= classes) {
      const rule = { argument: 'y', expected: `from 0 to ${classes - 1}`, received: String(label) };
      throw new ArgumentError({ op, ...rule });
    }
    rows.push({ row, label });
  });
  return rows;
}

/** Whether `y` holds a class for each of these rows: whole numbers, of just their shape. */
export function holdsClasses(rows: readonly number[], y: Tensor): boolean {
  return (y.dtype === 'int32' || y.dtype === 'uint8') && hasShape(y, rows);
}

/** Refuses a shape of `y` that is not that of the rows of `output`. */
export function requireRows(op: string, rows: readonly number[], y: Tensor): void {
  if (hasShape(y, rows)) return;
  const rule = {
    argument: 'y',
    expected: `${formatShape(rows)}, a class for each row of output`,
    received: formatShape(y.shape),
  };
  const mixed = y.shape.length === rows.length + 1;
  throw new ShapeError(mixed ? { op, ...rule, hint: mixedLabels } : { op, ...rule });
}

/** What helps who evaluates on the batches of training. */
const mixedLabels = 'Leave transforms that mix or smooth labels out of the data to evaluate on.';

function hasShape({ shape }: Tensor, rows: readonly number[]): boolean {
  return rows.length === shape.length && rows.every((n, axis) => n === shape[axis]);
}

/** Refuses what is no class for each row of `output`. */
export function requireClasses(op: string, rows: readonly number[], y: Tensor): void {
  if (holdsClasses(rows, y)) return;
  requireRows(op, rows, y);
  const rule = { argument: 'y', expected: 'int32 or uint8, a class for each row of output' };
  throw new ArgumentError({ op, ...rule, received: y.dtype });
}

/** Refuses numbers that count nothing. */
export function requireCount(op: string, argument: string, value: number): void {
  if (Number.isSafeInteger(value) && value >= 1) return;
  const expected = 'a whole number from 1 on';
  throw new ArgumentError({ op, argument, expected, received: String(value) });
}
