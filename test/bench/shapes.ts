// The shapes that are timed: layers of small and large convolutional nets, and the matrices of perceptrons.

export interface ConvShape {
  readonly name: string;
  readonly n: number;
  readonly h: number;
  readonly w: number;
  /** Channels in and out. */
  readonly c: number;
  readonly k: number;
  /** Kernel size. */
  readonly r: number;
  readonly stride: number;
  readonly pad: number;
}

export type PoolShape = Omit<ConvShape, 'k'>;
export type NormShape = Pick<ConvShape, 'name' | 'n' | 'h' | 'w' | 'c'>;

/** [m, k] times [k, n]. */
export interface MatmulShape {
  readonly name: string;
  readonly m: number;
  readonly k: number;
  readonly n: number;
}

/** n, height = width, channels in, channels out, kernel, stride, padding. */
const convRows = [
  [128, 28, 1, 32, 5, 1, 2],
  [128, 14, 32, 64, 5, 1, 2],
  [128, 32, 3, 16, 3, 1, 1],
  [128, 32, 16, 16, 3, 1, 1],
  [128, 16, 32, 32, 3, 1, 1],
  [128, 8, 64, 64, 3, 1, 1],
  [128, 32, 16, 32, 3, 2, 1],
  [128, 32, 64, 64, 3, 1, 1],
  [64, 16, 128, 128, 3, 1, 1],
  [64, 8, 256, 256, 3, 1, 1],
  [64, 16, 192, 64, 1, 1, 0],
  [64, 16, 96, 128, 3, 1, 1],
  [32, 56, 64, 64, 3, 1, 1],
  [32, 28, 128, 128, 3, 1, 1],
  [32, 14, 256, 256, 3, 1, 1],
  [32, 7, 512, 512, 3, 1, 1],
  [32, 56, 256, 64, 1, 1, 0],
] as const;

/** n, height = width, channels. */
const normRows = [
  [128, 32, 16],
  [128, 32, 64],
  [32, 56, 64],
  [32, 56, 256],
  [60, 1, 100],
  [256, 1, 1024],
] as const;

/** n, height = width, channels, kernel, stride, padding. */
const poolRows = [
  [128, 28, 32, 2, 2, 0],
  [32, 112, 64, 3, 2, 1],
] as const;

/** m, k, n. */
const matmulRows = [
  [1024, 1024, 1024],
  [60, 784, 100],
  [60, 100, 100],
  [60, 100, 10],
  [100, 60, 784],
  [256, 1024, 1024],
] as const;

export const convShapes: readonly ConvShape[] = convRows.map(([n, h, c, k, r, stride, pad]) => ({
  name: `c${n}x${h}x${h}x${c}_k${k}_r${r}_s${stride}`,
  n,
  h,
  w: h,
  c,
  k,
  r,
  stride,
  pad,
}));

export const normShapes: readonly NormShape[] = normRows.map(([n, h, c]) => ({
  name: h === 1 ? `bn${n}x${c}` : `bn${n}x${h}x${h}x${c}`,
  n,
  h,
  w: h,
  c,
}));

export const poolShapes: readonly PoolShape[] = poolRows.map(([n, h, c, r, stride, pad]) => ({
  name: `mp${n}x${h}x${h}x${c}_r${r}_s${stride}`,
  n,
  h,
  w: h,
  c,
  r,
  stride,
  pad,
}));

export const matmulShapes: readonly MatmulShape[] = matmulRows.map(([m, k, n]) => ({
  name: `g${m}x${k}x${n}`,
  m,
  k,
  n,
}));
