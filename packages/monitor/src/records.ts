// What one look at a net gives. Plain data: it goes through JSON unchanged, but for NaN and infinities, which become null.
import type { DistributionRecord } from './statistics/distribution.js';

/** The input of one activation, over the watched examples. */
export interface ActivationRecord {
  /** Dotted name of the activation in the model. */
  readonly layer: string;
  /** Its function, such as 'sigmoid'. */
  readonly kind: string;
  /** Units (channels). */
  readonly units: number;
  /** Over all units, of a sample of the examples and places. */
  readonly input: DistributionRecord;
  /** The same of the one unit that is followed: of as many examples and places as a whole layer gives numbers. */
  readonly unit: {
    readonly index: number;
    readonly percentiles: readonly [p15: number, p50: number, p85: number];
  };
  /** Share of the inputs whose derivative is under 5 % of the largest; null where there is no such place. */
  readonly saturated: number | null;
  /** Share of the units that no example gets over 0; null unless the gradient is 0 there. */
  readonly dead: number | null;
  /** Share of the units that compute the same as another one. */
  readonly duplicates: number;
}

/** One parameter, and what the last step did to it. */
export interface ParameterRecord {
  /** Dotted name, such as '0.weight'. */
  readonly name: string;
  readonly size: number;
  /** Axes: 2 or more are weights. */
  readonly rank: number;
  /** Root of the sum of squares. */
  readonly norm: number;
  /** The same of its gradient; null if it has none. */
  readonly gradientNorm: number | null;
  /** Norm of the last step over the norm before it; null if the step was not seen, or there was nothing to measure by. */
  readonly updateRatio: number | null;
  /** lr / |w|^2 of weights that a normalization follows; null of others. */
  readonly effectiveRate: number | null;
}

/** How far the statistics of a batch are from the running ones. */
export interface NormRecord {
  /** Dotted name of the batch norm. */
  readonly layer: string;
  readonly channels: number;
  /** Root mean square over the channels of (batch mean - running mean) / sqrt(running variance + eps). */
  readonly meanShift: number;
  /** exp of the mean over the channels of |log((batch variance + eps) / (running variance + eps))|; 1 if equal. */
  readonly varianceRatio: number;
}

/** One look. */
export interface MonitorRecord {
  readonly kind: 'monitor';
  /** Optimizer steps taken. */
  readonly step: number;
  /** Mean loss of the steps since the look before; null before the first. */
  readonly loss: number | null;
  /** Largest loss of a single step since then. */
  readonly largestLoss: number | null;
  /** Learning rate of the optimizer. */
  readonly lr: number;
  /** In the order in which the net calls them. */
  readonly activations: readonly ActivationRecord[];
  readonly parameters: readonly ParameterRecord[];
  readonly norms: readonly NormRecord[];
}
