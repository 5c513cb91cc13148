// Softmax and its logarithm along the middle axis of [outer, n, inner].
import type { ReferenceArgs } from '../contract.js';

export function softmax({ x, y, outer, n, inner, log }: ReferenceArgs<'softmax'>): void {
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      const base = o * n * inner + i;
      let max = -Infinity;
      for (let k = 0; k < n; k++) max = Math.max(max, x[base + k * inner]!);
      let sum = 0;
      for (let k = 0; k < n; k++) sum += Math.exp(x[base + k * inner]! - max);
      const logSum = Math.log(sum);
      for (let k = 0; k < n; k++) {
        const at = base + k * inner;
        // The maximum goes first: x - (max + logSum) would lose the logarithm for large x in float32.
        y[at] = log ? x[at]! - max - logSum : Math.exp(x[at]! - max) / sum;
      }
    }
  }
}

export function softmaxGrad(args: ReferenceArgs<'softmaxGrad'>): void {
  const { y, dy, dx, outer, n, inner, log } = args;
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      const base = o * n * inner + i;
      let sum = 0;
      for (let k = 0; k < n; k++) {
        const at = base + k * inner;
        sum += log ? dy[at]! : dy[at]! * y[at]!;
      }
      for (let k = 0; k < n; k++) {
        const at = base + k * inner;
        dx[at] = log ? dy[at]! - Math.exp(y[at]!) * sum : y[at]! * (dy[at]! - sum);
      }
    }
  }
}
