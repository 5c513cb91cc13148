// Whether a model is right as often as it says: bins of confidence.
import { ArgumentError } from '@evenkeel/tensor';

/** Answers whose confidence lies in (from, to], the first bin from 0 on: one bar of a reliability diagram. */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Mean probability of the answers given; 0 without any. */
  readonly confidence: number;
  /** Share of them that is right; 0 without any. */
  readonly accuracy: number;
}

/** How confidence, the largest probability of a row, and accuracy go together. */
export interface Calibration {
  /** Bins of equal width, from 0 to 1. */
  readonly bins: readonly ReliabilityBin[];
  /** Expected calibration error, ECE: sum over bins of (count / N) |accuracy - confidence|. */
  readonly expectedError: number;
  /** Maximum calibration error: the largest |accuracy - confidence| of a bin with answers. */
  readonly maximumError: number;
}

interface Sums {
  count: number;
  confidence: number;
  right: number;
}

/** Counts answers by their confidence. */
export class ReliabilityBins {
  readonly #sums: readonly Sums[];

  constructor(bins: number) {
    if (!Number.isSafeInteger(bins) || bins < 1) {
      const rule = { argument: 'bins', expected: 'a whole number from 1 on' };
      throw new ArgumentError({ op: 'evaluatePredictions', ...rule, received: String(bins) });
    }
    this.#sums = Array.from({ length: bins }, () => ({ count: 0, confidence: 0, right: 0 }));
  }

  get count(): number {
    return this.#sums.reduce((sum, { count }) => sum + count, 0);
  }

  get right(): number {
    return this.#sums.reduce((sum, { right }) => sum + right, 0);
  }

  add(confidence: number, right: boolean): void {
    const bins = this.#sums.length;
    const at = Math.min(bins - 1, Math.max(0, Math.ceil(confidence * bins) - 1));
    const sums = this.#sums[at]!;
    sums.count += 1;
    sums.confidence += confidence;
    sums.right += Number(right);
  }

  result(): Calibration {
    const total = this.count;
    const width = 1 / this.#sums.length;
    const bins = this.#sums.map(({ count, confidence, right }, i) => ({
      from: i * width,
      to: (i + 1) * width,
      count,
      confidence: count === 0 ? 0 : confidence / count,
      accuracy: count === 0 ? 0 : right / count,
    }));
    const gaps = bins.map(({ accuracy, confidence }) => Math.abs(accuracy - confidence));
    return {
      bins,
      expectedError: gaps.reduce((sum, gap, i) => sum + (gap * bins[i]!.count) / total, 0),
      maximumError: Math.max(...gaps),
    };
  }
}
