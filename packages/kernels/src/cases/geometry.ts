// Geometries of sliding windows that convolution and pooling share in their cases.

/** A window and its image; `pad` is [top, bottom, left, right], `oh` and `ow` follow. */
export interface Window {
  readonly n?: number;
  readonly image: readonly [number, number];
  readonly kernel: readonly [number, number];
  readonly stride?: readonly [number, number];
  readonly pad?: readonly [number, number, number, number];
  readonly dilation?: readonly [number, number];
}

function outputs(
  size: number,
  window: { pads: number; kernel: number; stride: number; dilation: number },
): number {
  const room = size + window.pads - (window.kernel - 1) * window.dilation - 1;
  return room < 0 ? 0 : Math.floor(room / window.stride) + 1;
}

/** The scalars of a window as the kernels take them. */
export function windowScalars(window: Window) {
  const { n = 2, image, kernel } = window;
  const [strideH, strideW] = window.stride ?? [1, 1];
  const [padTop, padBottom, padLeft, padRight] = window.pad ?? [0, 0, 0, 0];
  const [dilationH, dilationW] = window.dilation ?? [1, 1];
  const [h, w] = image;
  const [kh, kw] = kernel;
  return {
    n,
    h,
    w,
    oh: outputs(h, { pads: padTop + padBottom, kernel: kh, stride: strideH, dilation: dilationH }),
    ow: outputs(w, { pads: padLeft + padRight, kernel: kw, stride: strideW, dilation: dilationW }),
    kh,
    kw,
    strideH,
    strideW,
    padTop,
    padBottom,
    padLeft,
    padRight,
    dilationH,
    dilationW,
  };
}

export function windowName(window: Window): string {
  const { n = 2, image, kernel, stride, pad, dilation } = window;
  const parts = [`${n} of ${image.join('x')}`, `kernel ${kernel.join('x')}`];
  if (stride !== undefined) parts.push(`stride ${stride.join('x')}`);
  if (pad !== undefined) parts.push(`padding ${pad.join(' ')}`);
  if (dilation !== undefined) parts.push(`dilation ${dilation.join('x')}`);
  return parts.join(', ');
}

/** Every kernel, stride, padding and dilation that is likely to be special somewhere. */
export const windows: readonly Window[] = [
  { image: [1, 1], kernel: [1, 1] },
  { image: [5, 6], kernel: [1, 1] },
  { image: [7, 5], kernel: [1, 1], stride: [2, 2] },
  { image: [6, 7], kernel: [3, 3] },
  { image: [6, 7], kernel: [3, 3], pad: [1, 1, 1, 1] },
  { image: [9, 9], kernel: [3, 3], stride: [2, 2], pad: [1, 1, 1, 1] },
  { image: [8, 8], kernel: [3, 3], stride: [2, 2], pad: [0, 1, 0, 1] },
  { image: [9, 8], kernel: [3, 3], stride: [3, 3] },
  { image: [9, 7], kernel: [3, 3], stride: [3, 2], pad: [1, 2, 0, 1] },
  { image: [8, 9], kernel: [5, 5], pad: [2, 2, 2, 2] },
  { image: [7, 8], kernel: [2, 2], stride: [2, 2] },
  { image: [6, 5], kernel: [2, 3], pad: [0, 1, 2, 0] },
  { image: [9, 9], kernel: [3, 3], dilation: [2, 2], pad: [2, 2, 2, 2] },
  { image: [11, 8], kernel: [3, 2], dilation: [3, 2], stride: [2, 1] },
  { image: [3, 2], kernel: [2, 2], pad: [3, 3, 4, 3] },
  { image: [1, 1], kernel: [3, 3], pad: [1, 1, 1, 1] },
  { image: [1, 9], kernel: [1, 5], pad: [0, 0, 2, 2] },
  { image: [9, 1], kernel: [7, 1], pad: [3, 3, 0, 0] },
  { image: [4, 4], kernel: [4, 4] },
  { image: [2, 2], kernel: [3, 3] },
  { n: 0, image: [5, 5], kernel: [3, 3] },
  { n: 1, image: [5, 5], kernel: [3, 3], stride: [7, 7] },
];
