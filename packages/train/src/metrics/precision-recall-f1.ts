import { ArgumentError, ShapeError } from '@evenkeel/tensor';

/** How well a class, or all of them together, is found. Each from 0 to 1. */
export interface Scores {
  /** Share of the answers "this class" that are right. */
  readonly precision: number;
  /** Share of this class' rows that are found. */
  readonly recall: number;
  /** Harmonic mean of both. */
  readonly f1: number;
}

export interface ClassScores extends Scores {
  /** Rows of this class. */
  readonly support: number;
}

export interface PrecisionRecallF1 {
  /** [classes] */
  readonly perClass: readonly ClassScores[];
  /** The plain mean over classes: rare ones weigh as much as frequent ones. */
  readonly macro: Scores;
  /** The mean over classes, each weighed by its rows. */
  readonly weighted: Scores;
  /** From the sums over classes. With one answer a row all three are the accuracy. */
  readonly micro: Scores;
}

export interface PrecisionRecallF1Options {
  /** What 0 / 0 counts as: a number from 0 to 1, or `'exclude'` to leave it out of the means (NaN in `perClass`). Default 0. */
  readonly zeroDivision?: number | 'exclude';
}

/**
 * Precision, recall and F1 of each class, and their macro, micro and weighted means, from a confusion matrix.
 *
 * With tp = counts[c][c], fp = the rest of column c, fn = the rest of row c:
 * precision = tp / (tp + fp), recall = tp / (tp + fn), f1 = 2 tp / (2 tp + fp + fn).
 * macro = sum over c of score_c / classes; weighted = sum over c of support_c score_c / sum of support, support = tp + fn;
 * micro = the same formulas with tp, fp and fn summed over classes. Macro F1 is the mean of the F1, not the F1 of the means.
 *
 * Division of zero by zero: precision of a class that was never answered, recall of one that is not there, F1 of one that is
 * neither. Each of them counts as `zeroDivision`, in the means too; with `'exclude'` it is NaN, the means are over the other
 * classes, and a mean over none is NaN.
 *
 * @param counts   [classes][classes], right class, then answer: `confusionMatrix(n).counts`
 * @param options  zeroDivision = 0
 * @returns  scores per class, with support; macro, weighted and micro means
 * @throws ShapeError     counts that are not square, or empty
 * @throws ArgumentError  counts that are negative or not finite; zeroDivision that is not from 0 to 1 or 'exclude'
 * @see van Rijsbergen 1979, "Information retrieval", chapter 7
 * @example
 * // Class 0: 3 rows, 2 of them found. Class 1: 1 row, found.
 * const { perClass, macro, micro } = precisionRecallF1([[2, 1], [0, 1]]);
 * perClass[1].precision; // 0.5
 * [macro.f1, micro.f1]; // [0.733333, 0.75]
 */
export function precisionRecallF1(
  counts: readonly (readonly number[])[],
  options: PrecisionRecallF1Options = {},
): PrecisionRecallF1 {
  const { zeroDivision = 0 } = options;
  checkCounts(counts);
  checkZeroDivision(zeroDivision);
  const undefinedScore = zeroDivision === 'exclude' ? NaN : zeroDivision;
  const hits = counts.map((row, c) => ({
    right: row[c]!,
    answered: counts.reduce((sum, other) => sum + other[c]!, 0),
    support: row.reduce((sum, n) => sum + n, 0),
  }));
  const perClass = hits.map((hit) => ({
    ...scoresOf(hit, undefinedScore),
    support: hit.support,
  }));
  const total = (key: keyof Hits): number => hits.reduce((sum, hit) => sum + hit[key], 0);
  const all = { right: total('right'), answered: total('answered'), support: total('support') };
  return {
    perClass,
    macro: meanOf(perClass, () => 1),
    weighted: meanOf(perClass, ({ support }) => support, undefinedScore),
    micro: scoresOf(all, undefinedScore),
  };
}

/** Of one class: rows answered right, rows answered so, rows of it. */
interface Hits {
  readonly right: number;
  readonly answered: number;
  readonly support: number;
}

function scoresOf({ right, answered, support }: Hits, undefinedScore: number): Scores {
  const share = (part: number, whole: number): number =>
    whole === 0 ? undefinedScore : part / whole;
  return {
    precision: share(right, answered),
    recall: share(right, support),
    f1: share(2 * right, answered + support),
  };
}

/** The weighted mean of each score over the classes where it is a number; `without` if their weights sum to 0. */
function meanOf(
  scores: readonly ClassScores[],
  weightOf: (scores: ClassScores) => number,
  without = NaN,
): Scores {
  const mean = (key: keyof Scores): number => {
    const defined = scores.filter((entry) => !Number.isNaN(entry[key]));
    const weight = defined.reduce((sum, entry) => sum + weightOf(entry), 0);
    if (weight === 0) return without;
    return defined.reduce((sum, entry) => sum + weightOf(entry) * entry[key], 0) / weight;
  };
  return { precision: mean('precision'), recall: mean('recall'), f1: mean('f1') };
}

function checkCounts(counts: readonly (readonly number[])[]): void {
  const op = 'precisionRecallF1';
  const classes = counts.length;
  const odd = counts.findIndex((row) => row.length !== classes);
  if (classes === 0 || odd >= 0) {
    const received = classes === 0 ? '[]' : `${counts[odd]!.length} in row ${odd} of ${classes}`;
    const expected = 'square, [classes][classes]';
    throw new ShapeError({ op, argument: 'counts', expected, received });
  }
  const bad = counts.flat().find((n) => !(n >= 0 && n < Infinity));
  if (bad === undefined) return;
  const rule = { argument: 'counts', expected: 'finite and not negative', received: String(bad) };
  throw new ArgumentError({ op, ...rule });
}

function checkZeroDivision(value: number | 'exclude'): void {
  if (value === 'exclude' || (value >= 0 && value <= 1)) return;
  const rule = { argument: 'zeroDivision', expected: "from 0 to 1, or 'exclude'" };
  throw new ArgumentError({ op: 'precisionRecallF1', ...rule, received: String(value) });
}
