// Figures as people read them.

/** 0.614 as '61 %'. */
export function percent(share: number): string {
  const value = 100 * share;
  return `${value > 0 && value < 1 ? value.toPrecision(1) : Math.round(value)} %`;
}

/** Three digits, without an exponent where that reads better: 0.00123, 12.3, 4.56e-7. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e6)) return value.toExponential(2);
  return String(Number(value.toPrecision(3)));
}

/** 'since step 240', or of one look only 'at step 240'. */
export function sinceStep(since: number, last: number): string {
  return since === last ? `at step ${since}` : `since step ${since}`;
}
