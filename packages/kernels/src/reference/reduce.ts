// Reductions over the middle axis of [outer, n, inner], and what their gradients need.
import type { ReferenceArgs } from '../contract.js';

type Reduction = ReferenceArgs<'reduce'>['f'];

const starts: Readonly<Record<Reduction, number>> = {
  sum: 0,
  mean: 0,
  sumOfSquares: 0,
  prod: 1,
  max: -Infinity,
  min: Infinity,
};

const steps: Readonly<Record<Reduction, (sum: number, x: number) => number>> = {
  sum: (sum, x) => sum + x,
  mean: (sum, x) => sum + x,
  sumOfSquares: (sum, x) => sum + x * x,
  prod: (product, x) => product * x,
  max: Math.max,
  min: Math.min,
};

export function reduce({ x, y, outer, n, inner, f }: ReferenceArgs<'reduce'>): void {
  const step = steps[f];
  const divisor = f === 'mean' ? n : 1;
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      const base = o * n * inner + i;
      let sum = starts[f];
      for (let k = 0; k < n; k++) sum = step(sum, x[base + k * inner]!);
      y[o * inner + i] = sum / divisor;
    }
  }
}

export function extremumGrad(args: ReferenceArgs<'extremumGrad'>): void {
  const { x, y, dy, dx, outer, n, inner } = args;
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      const base = o * n * inner + i;
      const extremum = y[o * inner + i]!;
      let ties = 0;
      for (let k = 0; k < n; k++) if (x[base + k * inner] === extremum) ties++;
      const share = dy[o * inner + i]! / ties;
      for (let k = 0; k < n; k++) {
        const at = base + k * inner;
        dx[at] = x[at] === extremum ? share : 0;
      }
    }
  }
}

export function argMax({ x, y, outer, n, inner }: ReferenceArgs<'argMax'>): void {
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      const base = o * n * inner + i;
      let best = 0;
      for (let k = 1; k < n; k++) if (x[base + k * inner]! > x[base + best * inner]!) best = k;
      y[o * inner + i] = best;
    }
  }
}

export function broadcastMiddle(args: ReferenceArgs<'broadcastMiddle'>): void {
  const { x, y, outer, n, inner, scale } = args;
  for (let o = 0; o < outer; o++) {
    for (let k = 0; k < n; k++) {
      const base = (o * n + k) * inner;
      for (let i = 0; i < inner; i++) y[base + i] = x[o * inner + i]! * scale;
    }
  }
}
