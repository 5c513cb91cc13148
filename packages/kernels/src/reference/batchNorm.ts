// Batch normalization of x [m, c], in training and in inference, with residual and ReLU.
// The statistics take two passes (mean, then squared deviations from it), so that nothing cancels.
import type { FloatArray, ReferenceArgs } from '../contract.js';

type Optional = FloatArray | null;

/** Column sums: out[k] = sum over rows i of term(i * c + k, k). */
function columnSums(m: number, c: number, term: (at: number, k: number) => number): Float64Array {
  const sums = new Float64Array(c);
  for (let i = 0; i < m; i++) {
    for (let k = 0; k < c; k++) sums[k] = sums[k]! + term(i * c + k, k);
  }
  return sums;
}

const columnMeans = (x: FloatArray, m: number, c: number): Float64Array =>
  columnSums(m, c, (at) => x[at]!).map((sum) => sum / m);

interface Normalization {
  readonly mean: FloatArray;
  readonly rstd: FloatArray;
  readonly gamma: Optional;
  readonly beta: Optional;
}

interface ApplyArgs {
  readonly x: FloatArray;
  readonly residual: Optional;
  readonly y: FloatArray;
  readonly m: number;
  readonly c: number;
  readonly activation: 'none' | 'relu';
}

const affine = (value: number, k: number, { gamma, beta }: Normalization): number =>
  value * (gamma?.[k] ?? 1) + (beta?.[k] ?? 0);

/** y = activation((x - mean) * rstd * gamma + beta + residual). */
function apply({ x, residual, y, m, c, activation }: ApplyArgs, norm: Normalization): void {
  for (let i = 0; i < m; i++) {
    for (let k = 0; k < c; k++) {
      const at = i * c + k;
      const xhat = (x[at]! - norm.mean[k]!) * norm.rstd[k]!;
      const value = affine(xhat, k, norm) + (residual?.[at] ?? 0);
      y[at] = activation === 'relu' && value <= 0 ? 0 : value;
    }
  }
}

/** running += momentum * (batch - running). */
function track(running: Optional, batch: Float64Array, momentum: number): void {
  if (running === null) return;
  for (let k = 0; k < batch.length; k++) {
    running[k] = running[k]! + momentum * (batch[k]! - running[k]!);
  }
}

export function batchNorm(args: ReferenceArgs<'batchNorm'>): void {
  const { x, gamma, beta, m, c, eps } = args;
  const mean = columnMeans(x, m, c);
  const squares = columnSums(m, c, (at, k) => (x[at]! - mean[k]!) ** 2);
  const rstd = squares.map((sum) => 1 / Math.sqrt(sum / m + eps));
  apply(args, { mean, rstd, gamma, beta });
  args.mean.set(mean);
  args.rstd.set(rstd);
  track(args.runningMean, mean, args.momentum);
  // One value has no unbiased variance; its squared deviation is 0, and 0 is what counts.
  const unbiased = squares.map((sum) => sum / Math.max(m - 1, 1));
  track(args.runningVar, unbiased, args.momentum);
}

const rstdOf = (variance: FloatArray, c: number, eps: number): Float64Array =>
  Float64Array.from(variance.subarray(0, c), (value) => 1 / Math.sqrt(value + eps));

export function batchNormInference(args: ReferenceArgs<'batchNormInference'>): void {
  const { mean, variance, gamma, beta, c, eps } = args;
  apply(args, { mean, rstd: rstdOf(variance, c, eps), gamma, beta });
}

interface GradArgs {
  readonly x: FloatArray;
  readonly dy: FloatArray;
  readonly y: Optional;
  readonly dx: Optional;
  readonly dresidual: Optional;
  readonly dgamma: Optional;
  readonly dbeta: Optional;
  readonly m: number;
  readonly c: number;
  readonly activation: 'none' | 'relu';
}

/** Gradients of both modes; in training the statistics depend on x, and their share is taken off dx. */
function gradients(args: GradArgs, norm: Normalization, training: boolean): void {
  const { x, dy, y, dx, dresidual, m, c, activation } = args;
  const xhat = (at: number, k: number): number => (x[at]! - norm.mean[k]!) * norm.rstd[k]!;
  const passed = (at: number, k: number): number => {
    if (activation === 'none') return dy[at]!;
    const value = y === null ? affine(xhat(at, k), k, norm) : y[at]!;
    return value > 0 ? dy[at]! : 0;
  };
  const dbeta = columnSums(m, c, passed);
  const dgamma = columnSums(m, c, (at, k) => passed(at, k) * xhat(at, k));
  const share = training ? 1 / m : 0;
  for (let i = 0; i < m; i++) {
    for (let k = 0; k < c; k++) {
      const at = i * c + k;
      const g = passed(at, k);
      if (dx !== null) {
        const centered = g - share * (dbeta[k]! + xhat(at, k) * dgamma[k]!);
        dx[at] = centered * norm.rstd[k]! * (norm.gamma?.[k] ?? 1);
      }
      if (dresidual !== null) dresidual[at] = g;
    }
  }
  args.dgamma?.set(dgamma);
  args.dbeta?.set(dbeta);
}

/** The mean is summed again: a saved float32 has lost digits that count where the deviation is small against it. */
export function batchNormGrad(args: ReferenceArgs<'batchNormGrad'>): void {
  const { x, m, c, rstd, gamma, beta } = args;
  gradients(args, { mean: columnMeans(x, m, c), rstd, gamma, beta }, true);
}

export function batchNormInferenceGrad(args: ReferenceArgs<'batchNormInferenceGrad'>): void {
  const { mean, variance, gamma, beta, c, eps } = args;
  gradients(args, { mean, rstd: rstdOf(variance, c, eps), gamma, beta }, false);
}
