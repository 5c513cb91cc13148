// Two-dimensional convolution and its gradients. Each kernel visits the taps that fall inside the image
// and sums in double; padding costs nothing.
import type { FloatArray, ReferenceArgs } from '../contract.js';

type Geometry = Pick<
  ReferenceArgs<'conv2d'>,
  | ('n' | 'h' | 'w' | 'c' | 'oh' | 'ow' | 'o' | 'kh' | 'kw' | 'groups')
  | ('strideH' | 'strideW' | 'padTop' | 'padLeft' | 'dilationH' | 'dilationW')
>;

/** Calls `visit` for every tap of output pixel (i, j) with offsets of the pixel in its image and of the filter tap. */
function forEachTap(
  g: Geometry,
  [i, j]: readonly [number, number],
  visit: (pixel: number, tap: number) => void,
): void {
  const perGroup = g.c / g.groups;
  for (let u = 0; u < g.kh; u++) {
    const row = i * g.strideH + u * g.dilationH - g.padTop;
    if (row < 0 || row >= g.h) continue;
    for (let v = 0; v < g.kw; v++) {
      const column = j * g.strideW + v * g.dilationW - g.padLeft;
      if (column < 0 || column >= g.w) continue;
      visit((row * g.w + column) * g.c, (u * g.kw + v) * perGroup * g.o);
    }
  }
}

export function conv2d(args: ReferenceArgs<'conv2d'>): void {
  const { x, weight, bias, y, n, h, w, c, oh, ow, o, groups, activation } = args;
  const inputs = c / groups;
  const outputs = o / groups;
  const sums = new Float64Array(o);
  for (let image = 0; image < n; image++) {
    const imageBase = image * h * w * c;
    const addTap = (pixel: number, tap: number): void => {
      for (let q = 0; q < groups; q++) {
        const end = (q + 1) * outputs;
        for (let k = 0; k < inputs; k++) {
          const value = x[imageBase + pixel + q * inputs + k]!;
          const row = tap + k * o;
          for (let f = q * outputs; f < end; f++) sums[f] = sums[f]! + value * weight[row + f]!;
        }
      }
    };
    for (let at = 0; at < oh * ow; at++) {
      sums.fill(0);
      forEachTap(args, [Math.floor(at / ow), at % ow], addTap);
      const base = (image * oh * ow + at) * o;
      for (let f = 0; f < o; f++) {
        const sum = bias === null ? sums[f]! : sums[f]! + bias[f]!;
        y[base + f] = activation === 'relu' && sum <= 0 ? 0 : sum;
      }
    }
  }
}

export function conv2dInputGrad(args: ReferenceArgs<'conv2dInputGrad'>): void {
  const { dy, weight, dx, n, h, w, c, oh, ow, o, groups } = args;
  const inputs = c / groups;
  const outputs = o / groups;
  const sums = new Float64Array(h * w * c);
  for (let image = 0; image < n; image++) {
    sums.fill(0);
    for (let at = 0; at < oh * ow; at++) {
      const base = (image * oh * ow + at) * o;
      forEachTap(args, [Math.floor(at / ow), at % ow], (pixel, tap) => {
        for (let q = 0; q < groups; q++) {
          for (let k = 0; k < inputs; k++) {
            const row = tap + k * o;
            let sum = 0;
            for (let f = q * outputs; f < (q + 1) * outputs; f++)
              sum += dy[base + f]! * weight[row + f]!;
            const to = pixel + q * inputs + k;
            sums[to] = sums[to]! + sum;
          }
        }
      });
    }
    dx.set(sums, image * sums.length);
  }
}

export function conv2dWeightGrad(args: ReferenceArgs<'conv2dWeightGrad'>): void {
  const { x, dy, dweight, dbias, n, h, w, c, oh, ow, o, groups } = args;
  const inputs = c / groups;
  const outputs = o / groups;
  const sums = new Float64Array(args.kh * args.kw * inputs * o);
  for (let image = 0; image < n; image++) {
    const imageBase = image * h * w * c;
    for (let at = 0; at < oh * ow; at++) {
      const base = (image * oh * ow + at) * o;
      forEachTap(args, [Math.floor(at / ow), at % ow], (pixel, tap) => {
        for (let q = 0; q < groups; q++) {
          const end = (q + 1) * outputs;
          for (let k = 0; k < inputs; k++) {
            const value = x[imageBase + pixel + q * inputs + k]!;
            const row = tap + k * o;
            for (let f = q * outputs; f < end; f++)
              sums[row + f] = sums[row + f]! + value * dy[base + f]!;
          }
        }
      });
    }
  }
  dweight.set(sums);
  if (dbias !== null) sumRows(dy, n * oh * ow, dbias.subarray(0, o));
}

/** out[f] = sum over rows of matrix[row, f]. */
function sumRows(matrix: FloatArray, rows: number, out: FloatArray): void {
  const sums = new Float64Array(out.length);
  for (let row = 0; row < rows; row++) {
    const base = row * out.length;
    for (let f = 0; f < out.length; f++) sums[f] = sums[f]! + matrix[base + f]!;
  }
  out.set(sums);
}
