// Cases of the matrix product.
import type { KernelCase, Scalars } from './case.js';
import { magnitudes, normal } from './draw.js';
import { roundoff, sumOf } from './tolerance.js';

interface Size {
  readonly m: number;
  readonly n: number;
  readonly k: number;
}

function matmulCase(
  size: Size,
  more: Partial<Scalars<'matmul'>> & { bias?: boolean } = {},
): KernelCase<'matmul'> {
  const { bias = true, ...rest } = more;
  const scalars: Scalars<'matmul'> = {
    batch: 1,
    aBatch: 1,
    bBatch: 1,
    transposeA: false,
    transposeB: false,
    activation: 'none',
    ...size,
    ...rest,
  };
  const { m, n, k, transposeA, transposeB, batch, aBatch, bBatch, activation } = scalars;
  const form = `${transposeA ? 'T' : 'N'}${transposeB ? 'T' : 'N'}`;
  const batches = batch === 1 ? '' : `, batch ${aBatch} x ${bBatch} to ${batch}`;
  const curved = activation === 'sigmoid' || activation === 'tanh';
  return {
    name: `${m} x ${n} x ${k} ${form}${batches}${bias ? '' : ' without bias'}, ${activation}`,
    scalars,
    buffers: bias ? {} : { bias: null },
    // A squashed sum has the error of the sum (its size is about sqrt(k)) plus that of the function.
    tolerance: curved ? { relative: 4e-6, absolute: 5e-7 + 4 * (4 + k) * roundoff } : sumOf(k),
  };
}

const transposes = [false, true].flatMap((transposeA) =>
  [false, true].map((transposeB) => ({ transposeA, transposeB })),
);

/** Odd sizes around the tiles of every instruction set, empty ones, vectors, and the layers of small nets. */
const sizes: readonly Size[] = [
  { m: 0, n: 3, k: 4 },
  { m: 3, n: 0, k: 4 },
  { m: 3, n: 4, k: 0 },
  { m: 1, n: 1, k: 1 },
  { m: 1, n: 17, k: 33 },
  { m: 17, n: 1, k: 33 },
  { m: 2, n: 3, k: 4 },
  { m: 5, n: 7, k: 9 },
  { m: 6, n: 16, k: 8 },
  { m: 13, n: 31, k: 29 },
  { m: 14, n: 32, k: 64 },
  { m: 15, n: 33, k: 65 },
  { m: 29, n: 47, k: 257 },
  { m: 61, n: 10, k: 100 },
];

const channels = Array.from({ length: 40 }, (_, i) => ({ m: 5, n: i + 1, k: ((i * 7) % 40) + 1 }));

export const matmulCases = {
  matmul: [
    ...sizes.flatMap((size) => transposes.map((form) => matmulCase(size, form))),
    ...channels.map((size) => matmulCase(size)),
    ...transposes.map((form) => matmulCase({ m: 60, n: 100, k: 784 }, { ...form, bias: false })),
    matmulCase({ m: 130, n: 190, k: 1500 }),
    // A left operand of more than the second cache, whose rows are read ahead.
    matmulCase({ m: 1027, n: 20, k: 192 }),
    matmulCase({ m: 1, n: 1, k: 20_000 }, { bias: false }),
    matmulCase({ m: 300, n: 2, k: 300 }),
    ...(['relu', 'sigmoid', 'tanh'] as const).flatMap((activation) => [
      matmulCase({ m: 9, n: 21, k: 35 }, { activation }),
      matmulCase({ m: 60, n: 100, k: 100 }, { activation, bias: false }),
    ]),
    ...transposes.flatMap((form) => [
      matmulCase({ m: 5, n: 6, k: 7 }, { ...form, batch: 3, aBatch: 3, bBatch: 3 }),
      matmulCase({ m: 5, n: 6, k: 7 }, { ...form, batch: 3, aBatch: 3 }),
      matmulCase({ m: 5, n: 6, k: 7 }, { ...form, batch: 3, bBatch: 3 }),
    ]),
    matmulCase({ m: 5, n: 6, k: 7 }, { batch: 0, aBatch: 0, bBatch: 1 }),
    matmulCase({ m: 40, n: 50, k: 60 }, { batch: 17, aBatch: 17, bBatch: 17 }),
    // Products that are cut into several pieces where each is computed by all threads.
    matmulCase({ m: 1027, n: 20, k: 5 }, { batch: 3, aBatch: 3, bBatch: 3 }),
    {
      ...matmulCase({ m: 11, n: 19, k: 40 }),
      name: 'magnitudes from 1e-8 to 1e8',
      buffers: { a: magnitudes(-8, 8), b: magnitudes(-8, 8) },
    },
    {
      ...matmulCase({ m: 11, n: 19, k: 40 }, { bias: false }),
      name: 'numbers near the smallest float32',
      buffers: { a: normal(0, 1e-20), b: normal(0, 1e-20), bias: null },
      // Products vanish below 1e-38; what is left is denormal.
      tolerance: { relative: 0, absolute: 1e-40 },
    },
  ] satisfies KernelCase<'matmul'>[],
};
