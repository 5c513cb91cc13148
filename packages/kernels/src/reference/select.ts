// Picking, counting and ordering elements along the middle axis of [outer, n, inner].
import type { ReferenceArgs } from '../contract.js';
import { KernelError } from '../errors.js';

type Selection = Pick<
  ReferenceArgs<'gather'>,
  'index' | 'outer' | 'n' | 'inner' | 'count' | 'indexLength' | 'per'
>;

/** Calls `move` with the place of each selected element in the whole and in the selection. */
function forSelected(
  name: string,
  args: Selection,
  move: (whole: number, selected: number) => void,
): void {
  const { index, outer, n, inner, count, indexLength, per } = args;
  checkIndices(name, index, { length: indexLength, n });
  for (let o = 0; o < outer; o++) {
    for (let j = 0; j < count; j++) {
      for (let i = 0; i < inner; i++) {
        const selected = (o * count + j) * inner + i;
        const k = index[per === 'element' ? selected : j]!;
        move((o * n + k) * inner + i, selected);
      }
    }
  }
}

function checkIndices(
  name: string,
  index: Int32Array,
  { length, n }: { length: number; n: number },
): void {
  for (let i = 0; i < length; i++) {
    const k = index[i]!;
    if (k < 0 || k >= n) {
      throw new KernelError(`${name}: index[${i}] must be from 0 to ${n - 1}, got ${k}.`);
    }
  }
}

export function gather(args: ReferenceArgs<'gather'>): void {
  const { x, y } = args;
  forSelected('gather', args, (whole, selected) => {
    y[selected] = x[whole]!;
  });
}

export function scatterAdd(args: ReferenceArgs<'scatterAdd'>): void {
  const { x, y } = args;
  forSelected('scatterAdd', args, (whole, selected) => {
    y[whole] = y[whole]! + x[selected]!;
  });
}

export function oneHot({ index, y, n, c }: ReferenceArgs<'oneHot'>): void {
  checkIndices('oneHot', index, { length: n, n: c });
  y.fill(0, 0, n * c);
  for (let i = 0; i < n; i++) y[i * c + index[i]!] = 1;
}

export function cumSum({ x, y, outer, n, inner, reverse }: ReferenceArgs<'cumSum'>): void {
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      let sum = 0;
      for (let step = 0; step < n; step++) {
        const k = reverse ? n - 1 - step : step;
        const at = (o * n + k) * inner + i;
        sum += x[at]!;
        y[at] = sum;
      }
    }
  }
}

/** Negative if a stands before b; NaN is the largest. */
function ascending(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a < b ? -1 : Number(a > b);
}

export function argSort({ x, y, outer, n, inner, descending }: ReferenceArgs<'argSort'>): void {
  const sign = descending ? -1 : 1;
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      const value = (k: number): number => x[(o * n + k) * inner + i]!;
      const order = Array.from({ length: n }, (_, k) => k);
      order.sort((a, b) => sign * ascending(value(a), value(b)));
      for (let k = 0; k < n; k++) y[(o * n + k) * inner + i] = order[k]!;
    }
  }
}
