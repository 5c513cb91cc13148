// Gradients of the weights from the first layer to the last.
import type { MonitorRecord, ParameterRecord } from '../records.js';

/** A weight and the root mean square of its gradient's elements: large and small layers compare. */
export interface WeightGradient {
  readonly name: string;
  readonly rms: number;
}

/** In the order of the model; empty before the first step. */
export function gradientProfile({ parameters }: MonitorRecord): WeightGradient[] {
  return parameters.flatMap(({ name, rank, size, gradientNorm }) =>
    rank < 2 || gradientNorm === null ? [] : [{ name, rms: gradientNorm / Math.sqrt(size) }],
  );
}

/** Norm of all gradients together; null before the first step. */
export function totalGradientNorm({ parameters }: MonitorRecord): number | null {
  const norms = parameters.flatMap(({ gradientNorm }: ParameterRecord) => gradientNorm ?? []);
  return norms.length === 0 ? null : Math.hypot(...norms);
}
