// What a comparison yields: the document of `--json`, and what tables, pictures and reports show.

/** One evaluation during training. */
export interface CurvePoint {
  /** Optimizer steps done. */
  readonly step: number;
  /** Mean training loss (nats) over the steps since the point before. */
  readonly loss: number;
  /** Share of the test set classified rightly, from 0 to 1. */
  readonly testAccuracy: number;
}

export interface Variant {
  readonly name: 'batch norm' | 'plain';
  readonly curve: readonly CurvePoint[];
}

export interface ComparisonResult {
  readonly data: string;
  readonly seed: number;
  readonly backend: string;
  /** Wall-clock time of training and evaluating both nets. */
  readonly seconds: number;
  readonly variants: readonly Variant[];
}

/** Every step at which some net was tested, in order; one that had to stop has fewer than the other. */
export function stepsOf(variants: readonly Variant[]): number[] {
  const steps = variants.flatMap(({ curve }) => curve.map(({ step }) => step));
  return [...new Set(steps)].toSorted((a, b) => a - b);
}
