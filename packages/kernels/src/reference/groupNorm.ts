// Normalization of x [n, s, groups * k] over s and the k channels of a group, with a gradient.
// The statistics take two passes (mean, then squared deviations from it), so that nothing cancels.
import type { FloatArray, ReferenceArgs } from '../contract.js';

interface Geometry {
  readonly n: number;
  readonly s: number;
  readonly groups: number;
  readonly k: number;
}

/** Calls `body(at, channel)` for every element of a group. */
function forGroup(
  { s, groups, k }: Geometry,
  group: number,
  body: (at: number, channel: number) => void,
): void {
  const channels = groups * k;
  const first = (group % groups) * k;
  const start = Math.floor(group / groups) * s * channels;
  for (let row = 0; row < s; row++) {
    for (let j = first; j < first + k; j++) body(start + row * channels + j, j);
  }
}

export function groupNorm(args: ReferenceArgs<'groupNorm'>): void {
  const { x, gamma, beta, y, mean, rstd, eps, center } = args;
  const size = args.s * args.k;
  for (let group = 0; group < args.n * args.groups; group++) {
    let sum = 0;
    if (center) forGroup(args, group, (at) => (sum += x[at]!));
    const middle = sum / size;
    let squares = 0;
    forGroup(args, group, (at) => (squares += (x[at]! - middle) ** 2));
    const scale = 1 / Math.sqrt(squares / size + eps);
    forGroup(args, group, (at, j) => {
      y[at] = (x[at]! - middle) * scale * (gamma?.[j] ?? 1) + (beta?.[j] ?? 0);
    });
    mean[2 * group] = middle;
    mean[2 * group + 1] = middle - mean[2 * group]!;
    rstd[group] = scale;
  }
}

/** Adds to a gradient that is kept in double until the end. */
function add(sums: Float64Array | null, j: number, value: number): void {
  if (sums !== null) sums[j]! += value;
}

export function groupNormGrad(args: ReferenceArgs<'groupNormGrad'>): void {
  const { x, dy, gamma, mean, rstd, dx, center } = args;
  const size = args.s * args.k;
  const sumsFor = (target: FloatArray | null) =>
    target === null ? null : new Float64Array(args.groups * args.k);
  const dgamma = sumsFor(args.dgamma);
  const dbeta = sumsFor(args.dbeta);
  for (let group = 0; group < args.n * args.groups; group++) {
    const middle = mean[2 * group]! + mean[2 * group + 1]!;
    const scale = rstd[group]!;
    const xhat = (at: number): number => (x[at]! - middle) * scale;
    let plain = 0;
    let weighted = 0;
    forGroup(args, group, (at, j) => {
      const g = dy[at]! * (gamma?.[j] ?? 1);
      plain += g;
      weighted += g * xhat(at);
      add(dgamma, j, dy[at]! * xhat(at));
      add(dbeta, j, dy[at]!);
    });
    const shared = center ? plain / size : 0;
    if (dx === null) continue;
    forGroup(args, group, (at, j) => {
      const g = dy[at]! * (gamma?.[j] ?? 1);
      dx[at] = scale * (g - shared - (xhat(at) * weighted) / size);
    });
  }
  if (dgamma !== null) args.dgamma?.set(dgamma);
  if (dbeta !== null) args.dbeta?.set(dbeta);
}
