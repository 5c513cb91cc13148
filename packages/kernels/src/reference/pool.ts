// Pooling over windows of NHWC images. A window that lies wholly in the padding gives -Infinity (max) or 0
// (average) and passes no gradient.
import type { FloatArray, ReferenceArgs } from '../contract.js';

type Geometry = Pick<
  ReferenceArgs<'maxPool2d'>,
  | ('n' | 'h' | 'w' | 'c' | 'oh' | 'ow' | 'kh' | 'kw' | 'strideH' | 'strideW')
  | ('padTop' | 'padBottom' | 'padLeft' | 'padRight' | 'dilationH' | 'dilationW')
>;

/** Offset of the pixel that tap (u, v) of window (i, j) reads, or -1 if it is padding. */
function pixelOf(g: Geometry, window: number, tap: number): number {
  const j = window % g.ow;
  const i = (window - j) / g.ow;
  const v = tap % g.kw;
  const u = (tap - v) / g.kw;
  const row = i * g.strideH + u * g.dilationH - g.padTop;
  const column = j * g.strideW + v * g.dilationW - g.padLeft;
  if (row < 0 || row >= g.h || column < 0 || column >= g.w) return -1;
  return (row * g.w + column) * g.c;
}

export function maxPool2d(args: ReferenceArgs<'maxPool2d'>): void {
  const { x, y, tap, n, h, w, c, oh, ow, kh, kw } = args;
  for (let image = 0; image < n; image++) {
    const imageBase = image * h * w * c;
    for (let window = 0; window < oh * ow; window++) {
      const base = (image * oh * ow + window) * c;
      y.fill(-Infinity, base, base + c);
      tap?.fill(0, base, base + c);
      for (let t = 0; t < kh * kw; t++) {
        const pixel = pixelOf(args, window, t);
        if (pixel < 0) continue;
        for (let k = 0; k < c; k++) {
          const value = x[imageBase + pixel + k]!;
          // NaN wins, so that it is not hidden by the pooling.
          if (value > y[base + k]! || Number.isNaN(value)) {
            y[base + k] = value;
            if (tap !== null) tap[base + k] = t;
          }
        }
      }
    }
  }
}

export function maxPool2dGrad(args: ReferenceArgs<'maxPool2dGrad'>): void {
  const { dy, tap, dx, n, h, w, c, oh, ow } = args;
  dx.fill(0, 0, n * h * w * c);
  for (let image = 0; image < n; image++) {
    const imageBase = image * h * w * c;
    for (let window = 0; window < oh * ow; window++) {
      const base = (image * oh * ow + window) * c;
      for (let k = 0; k < c; k++) {
        const pixel = pixelOf(args, window, tap[base + k]!);
        if (pixel < 0) continue;
        const at = imageBase + pixel + k;
        dx[at] = dx[at]! + dy[base + k]!;
      }
    }
  }
}

type AverageGeometry = Geometry & { readonly countIncludePad: boolean };

/**
 * What the sum of a window is divided by: with `countIncludePad` its taps inside the padded image, else its taps
 * inside the image; 0 if it has no tap in the image.
 */
function divisorOf(g: AverageGeometry, window: number): number {
  const j = window % g.ow;
  const i = (window - j) / g.ow;
  let padded = 0;
  let inside = 0;
  for (let t = 0; t < g.kh * g.kw; t++) {
    const v = t % g.kw;
    const row = i * g.strideH + ((t - v) / g.kw) * g.dilationH;
    const column = j * g.strideW + v * g.dilationW;
    if (row < g.h + g.padTop + g.padBottom && column < g.w + g.padLeft + g.padRight) padded++;
    if (pixelOf(g, window, t) >= 0) inside++;
  }
  return inside === 0 || !g.countIncludePad ? inside : padded;
}

export function avgPool2d(args: ReferenceArgs<'avgPool2d'>): void {
  const { x, y, n, h, w, c, oh, ow, kh, kw } = args;
  const sums = new Float64Array(c);
  for (let image = 0; image < n; image++) {
    const imageBase = image * h * w * c;
    for (let window = 0; window < oh * ow; window++) {
      sums.fill(0);
      for (let t = 0; t < kh * kw; t++) {
        const pixel = pixelOf(args, window, t);
        if (pixel >= 0) addTo(sums, 0, x.subarray(imageBase + pixel, imageBase + pixel + c));
      }
      const divisor = Math.max(divisorOf(args, window), 1);
      const base = (image * oh * ow + window) * c;
      for (let k = 0; k < c; k++) y[base + k] = sums[k]! / divisor;
    }
  }
}

export function avgPool2dGrad(args: ReferenceArgs<'avgPool2dGrad'>): void {
  const { dy, dx, n, h, w, c, oh, ow, kh, kw } = args;
  const sums = new Float64Array(h * w * c);
  for (let image = 0; image < n; image++) {
    sums.fill(0);
    for (let window = 0; window < oh * ow; window++) {
      const divisor = divisorOf(args, window);
      if (divisor === 0) continue;
      const base = (image * oh * ow + window) * c;
      const share = Float64Array.from(dy.subarray(base, base + c), (value) => value / divisor);
      for (let t = 0; t < kh * kw; t++) {
        const pixel = pixelOf(args, window, t);
        if (pixel >= 0) addTo(sums, pixel, share);
      }
    }
    dx.set(sums, image * sums.length);
  }
}

/** sums[start + k] += values[k]. */
function addTo(sums: Float64Array, start: number, values: FloatArray): void {
  for (let k = 0; k < values.length; k++) sums[start + k] = sums[start + k]! + values[k]!;
}
