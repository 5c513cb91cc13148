// What oneDNN 3.14 (channels last, two threads, best of many runs) reached on an AMD Zen 5 virtual machine with two cores and
// AVX-512: GFLOP/s, and GB/s of batch norm. Another run on another day: a yardstick, where PyTorch is measured beside us.
import type { Result } from './report.js';

/** Forward, gradient of the input, gradient of the weights. */
const conv: Readonly<Record<string, readonly [number, number, number]>> = {
  c128x28x28x1_k32_r5_s1: [297, 32, 409],
  c128x14x14x32_k64_r5_s1: [541, 602, 572],
  c128x32x32x3_k16_r3_s1: [252, 81, 432],
  c128x32x32x16_k16_r3_s1: [426, 424, 531],
  c128x16x16x32_k32_r3_s1: [527, 524, 534],
  c128x8x8x64_k64_r3_s1: [589, 584, 585],
  c128x32x32x16_k32_r3_s2: [472, 233, 477],
  c128x32x32x64_k64_r3_s1: [483, 488, 424],
  c64x16x16x128_k128_r3_s1: [544, 547, 471],
  c64x8x8x256_k256_r3_s1: [583, 579, 532],
  c64x16x16x192_k64_r1_s1: [506, 515, 456],
  c64x16x16x96_k128_r3_s1: [540, 535, 473],
  c32x56x56x64_k64_r3_s1: [503, 494, 393],
  c32x28x28x128_k128_r3_s1: [522, 513, 453],
  c32x14x14x256_k256_r3_s1: [553, 553, 500],
  c32x7x7x512_k512_r3_s1: [599, 603, 529],
  c32x56x56x256_k64_r1_s1: [365, 425, 365],
};

/** Without relu, which costs us nothing: forward, backward. */
const norm: Readonly<Record<string, readonly [number, number]>> = {
  bn128x32x32x16: [122, 246],
  bn128x32x32x64: [70, 78],
  bn32x56x56x64: [79, 86],
  bn32x56x56x256: [41, 50],
  bn60x100: [16, 19],
  bn256x1024: [99, 137],
};

const matmul: Readonly<Record<string, number>> = {
  g1024x1024x1024: 508,
  g256x1024x1024: 512,
  g60x784x100: 406,
  g60x100x100: 328,
};

/** oneDNN's figure for a result; null where none was recorded. */
export function recordedFigure({ op, shape, threads }: Result): number | null {
  if (threads !== 2) return null;
  switch (op) {
    case 'conv forward':
      return conv[shape]?.[0] ?? null;
    case 'conv input gradient':
      return conv[shape]?.[1] ?? null;
    case 'conv weight gradient':
      return conv[shape]?.[2] ?? null;
    case 'batch norm forward':
    case 'batch norm + relu forward':
      return norm[shape]?.[0] ?? null;
    case 'batch norm backward':
    case 'batch norm + relu backward':
      return norm[shape]?.[1] ?? null;
    case 'matmul':
      return matmul[shape] ?? null;
    default:
      return null;
  }
}
