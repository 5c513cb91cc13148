// Kernels that walk strided views: broadcasting arithmetic, gather and scatter.
import type { BinaryFunction } from '../contract/elementwise.js';
import type { ReferenceArgs } from '../contract.js';

/** Offsets of all elements of a view in row-major order: start + sum over axes of index * stride. */
function viewOffsets(
  dims: readonly number[],
  strides: readonly number[],
  start: number,
): Int32Array {
  const offsets = new Int32Array(dims.reduce((a, b) => a * b, 1));
  if (offsets.length === 0) return offsets;
  offsets[0] = start;
  let filled = 1;
  for (let axis = dims.length - 1; axis >= 0; axis--) {
    const block = filled;
    for (let k = 1; k < dims[axis]!; k++) {
      const shift = k * strides[axis]!;
      for (let i = 0; i < block; i++) offsets[filled++] = offsets[i]! + shift;
    }
  }
  return offsets;
}

const functions: Readonly<Record<BinaryFunction, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  maximum: Math.max,
  minimum: Math.min,
  pow: (a, b) => a ** b,
  equal: (a, b) => Number(a === b),
  notEqual: (a, b) => Number(a !== b),
  greater: (a, b) => Number(a > b),
  greaterEqual: (a, b) => Number(a >= b),
  less: (a, b) => Number(a < b),
  lessEqual: (a, b) => Number(a <= b),
};

export function binary(args: ReferenceArgs<'binary'>): void {
  const { a, b, y, n, dims, f } = args;
  const apply = functions[f];
  const aOffsets = viewOffsets(dims, args.aStrides, 0);
  const bOffsets = viewOffsets(dims, args.bStrides, 0);
  for (let i = 0; i < n; i++) y[i] = apply(a[aOffsets[i]!]!, b[bOffsets[i]!]!);
}

export function gatherStrided(args: ReferenceArgs<'gatherStrided'>): void {
  const { x, y, n } = args;
  const offsets = viewOffsets(args.dims, args.strides, args.offset);
  for (let i = 0; i < n; i++) y[i] = x[offsets[i]!]!;
}

export function scatterStrided(args: ReferenceArgs<'scatterStrided'>): void {
  const { x, y, n } = args;
  const offsets = viewOffsets(args.dims, args.strides, args.offset);
  for (let i = 0; i < n; i++) {
    const at = offsets[i]!;
    y[at] = args.accumulate ? y[at]! + x[i]! : x[i]!;
  }
}
