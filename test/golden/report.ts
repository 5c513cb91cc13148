// Runs all cases of a directory and says how it went, in lines or as one document.
import type { Precision } from '@evenkeel/kernels';
import { readVectors } from './format.js';
import { runGolden, type Failure, type Runner } from './run.js';

/** A failed tensor, and whose it is. */
export interface CaseFailure extends Failure {
  readonly op: string;
  readonly name: string;
}

export interface Report {
  readonly passed: number;
  readonly failed: number;
  /** Cases of ops that have no runner. */
  readonly skipped: number;
  /** A case that fails has an entry for each of its tensors that is wrong. */
  readonly failures: readonly CaseFailure[];
  /** Skipped cases by op. */
  readonly unknownOps: Readonly<Record<string, number>>;
}

export interface ReportOptions {
  readonly directory: string;
  readonly precision: Precision;
  readonly runners: Readonly<Record<string, Runner>>;
  /** Hears of each failure at once. */
  readonly onFailure?: (failure: CaseFailure) => void;
}

/**
 * Runs every case of a directory of vectors on the present back end.
 *
 * @throws Error  a directory without vectors, or vectors that break the format
 */
export function reportOn({ directory, precision, runners, onFailure }: ReportOptions): Report {
  const failures: CaseFailure[] = [];
  const unknownOps = Object.create(null) as Record<string, number>;
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const golden of readVectors(directory)) {
    const { op, name } = golden;
    if (!Object.hasOwn(runners, op)) {
      unknownOps[op] = (unknownOps[op] ?? 0) + 1;
      counts.skipped++;
      continue;
    }
    const found = runGolden(golden, runners[op]!, precision);
    if (found.length === 0) counts.passed++;
    else counts.failed++;
    for (const failure of found) {
      const entry = { op, name, ...failure };
      failures.push(entry);
      onFailure?.(entry);
    }
  }
  return { ...counts, failures, unknownOps };
}

/** A failure in a line: op, case, tensor, and what is wrong with it. */
export function failureLine({ op, name, tensor, text }: CaseFailure): string {
  return `FAIL ${op}: ${name}: ${tensor}: ${text}`;
}

/** The lines after those of the failures; the last one counts. */
export function closingLines(report: Report): string[] {
  const unknown = Object.entries(report.unknownOps).map(
    ([op, count]) => `SKIP ${op}: ${count} case${count === 1 ? '' : 's'} of an unknown op`,
  );
  return [...unknown, closingLine(report)];
}

function closingLine({ passed, failed, skipped }: Report): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
