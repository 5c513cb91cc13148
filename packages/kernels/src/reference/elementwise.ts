// Kernels that treat every element alone. An output may be the same buffer as an input of the same length.
import type { ReferenceArgs } from '../contract.js';
import { definitions } from './functions.js';

export function fill({ y, n, value }: ReferenceArgs<'fill'>): void {
  y.fill(value, 0, n);
}

export function copy({ x, y, n, xOffset, yOffset }: ReferenceArgs<'copy'>): void {
  y.set(x.subarray(xOffset, xOffset + n), yOffset);
}

export function fromBytes({ x, y, n, scale, shift }: ReferenceArgs<'fromBytes'>): void {
  for (let i = 0; i < n; i++) y[i] = x[i]! * scale + shift;
}

export function unary({ x, y, n, f, alpha, beta }: ReferenceArgs<'unary'>): void {
  const { value } = definitions[f];
  for (let i = 0; i < n; i++) y[i] = value(x[i]!, alpha, beta);
}

export function unaryGrad(args: ReferenceArgs<'unaryGrad'>): void {
  const { dy, saved, dx, n, f, alpha, beta } = args;
  const { slope } = definitions[f];
  for (let i = 0; i < n; i++) dx[i] = dy[i]! * slope(saved[i]!, alpha, beta);
}

export function where({ condition, a, b, y, n }: ReferenceArgs<'where'>): void {
  for (let i = 0; i < n; i++) {
    const branch = condition[i] !== 0 ? a : b;
    y[i] = branch === null ? 0 : branch[i]!;
  }
}

export function accumulate({ x, y, n, scale }: ReferenceArgs<'accumulate'>): void {
  for (let i = 0; i < n; i++) y[i] = y[i]! + x[i]! * scale;
}

export function toFloat({ x, y, n }: ReferenceArgs<'toFloat'>): void {
  for (let i = 0; i < n; i++) y[i] = x[i]!;
}

const INT32_MAX = 2 ** 31 - 1;

export function toInt({ x, y, n }: ReferenceArgs<'toInt'>): void {
  for (let i = 0; i < n; i++) {
    const whole = Math.trunc(x[i]!);
    y[i] = Number.isNaN(whole) ? 0 : Math.min(Math.max(whole, -INT32_MAX - 1), INT32_MAX);
  }
}
