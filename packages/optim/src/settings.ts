// Checks of optimizer and schedule settings: one wording for all, done once, when they are made.
import { ArgumentError } from '@evenkeel/tensor';

interface Range {
  readonly min?: number;
  /** Not allowed itself; Infinity stays excluded, so every setting is finite. */
  readonly below?: number;
  /** Whether min itself is excluded. */
  readonly above?: boolean;
}

const anyFinite: Range = {};

/** Values of settings by name that must lie in a range. */
export function checkNumbers(
  op: string,
  values: Readonly<Record<string, number>>,
  range: Range = anyFinite,
): void {
  const { min = -Infinity, below = Infinity, above = false } = range;
  for (const [argument, value] of Object.entries(values)) {
    const inside = Number.isFinite(value) && (above ? value > min : value >= min) && value < below;
    if (inside) continue;
    throw new ArgumentError({
      op,
      argument,
      expected: describe(range),
      received: String(value),
    });
  }
}

/** Settings that count something. */
export function checkCounts(op: string, values: Readonly<Record<string, number>>, min = 0): void {
  for (const [argument, value] of Object.entries(values)) {
    if (Number.isSafeInteger(value) && value >= min) continue;
    throw new ArgumentError({
      op,
      argument,
      expected: `a whole number from ${min} on`,
      received: String(value),
    });
  }
}

function describe({ min, below, above = false }: Range): string {
  const lower = min === undefined ? '' : above ? ` above ${min}` : ` from ${min} on`;
  if (below === undefined) return `a finite number${lower}`;
  return `a number${above ? ` above ${min}` : ` from ${min}`} to below ${below}`;
}
