// Matrix product, batched, either operand transposed. A row of the result is summed in double.
import type { ReferenceArgs } from '../contract.js';
import { definitions } from './functions.js';

type MatmulArgs = ReferenceArgs<'matmul'>;

/** sums[j] = sum over k of op(a)[i, k] * op(b)[k, j], for matrices that start at `aBase` and `bBase`. */
function rowSums(
  args: MatmulArgs,
  at: { i: number; aBase: number; bBase: number },
  sums: Float64Array,
): void {
  const { a, b, m, n, k, transposeA, transposeB } = args;
  const aStart = at.aBase + (transposeA ? at.i : at.i * k);
  const aStep = transposeA ? m : 1;
  if (transposeB) {
    for (let j = 0; j < n; j++) {
      const bStart = at.bBase + j * k;
      let sum = 0;
      for (let p = 0; p < k; p++) sum += a[aStart + p * aStep]! * b[bStart + p]!;
      sums[j] = sum;
    }
    return;
  }
  sums.fill(0);
  let p = 0;
  // Four rows of b at a time, in the same order of additions: twice as fast as one, which counts without the addon.
  for (; p + 4 <= k; p += 4) {
    const start = aStart + p * aStep;
    const f0 = a[start]!;
    const f1 = a[start + aStep]!;
    const f2 = a[start + 2 * aStep]!;
    const f3 = a[start + 3 * aStep]!;
    const b0 = at.bBase + p * n;
    const b1 = b0 + n;
    const b2 = b1 + n;
    const b3 = b2 + n;
    for (let j = 0; j < n; j++) {
      sums[j] = sums[j]! + f0 * b[b0 + j]! + f1 * b[b1 + j]! + f2 * b[b2 + j]! + f3 * b[b3 + j]!;
    }
  }
  for (; p < k; p++) {
    const factor = a[aStart + p * aStep]!;
    const bStart = at.bBase + p * n;
    for (let j = 0; j < n; j++) sums[j] = sums[j]! + factor * b[bStart + j]!;
  }
}

export function matmul(args: MatmulArgs): void {
  const { bias, c, batch, m, n, k, activation } = args;
  const activate = activation === 'none' ? null : definitions[activation].value;
  const sums = new Float64Array(n);
  for (let q = 0; q < batch; q++) {
    const aBase = args.aBatch === 1 ? 0 : q * m * k;
    const bBase = args.bBatch === 1 ? 0 : q * k * n;
    for (let i = 0; i < m; i++) {
      rowSums(args, { i, aBase, bBase }, sums);
      const cBase = (q * m + i) * n;
      for (let j = 0; j < n; j++) {
        const sum = bias === null ? sums[j]! : sums[j]! + bias[j]!;
        c[cBase + j] = activate === null ? sum : activate(sum, 0, 0);
      }
    }
  }
}
