// Pooling over windows of NHWC images. Max pooling keeps the tap it chose, for the gradient.
import { buffer, flag, i32, kernel } from './fields.js';

const geometry = {
  n: i32(),
  h: i32(),
  w: i32(),
  c: i32(),
  oh: i32(),
  ow: i32(),
  kh: i32(1),
  kw: i32(1),
  strideH: i32(1),
  strideW: i32(1),
  padTop: i32(),
  padBottom: i32(),
  padLeft: i32(),
  padRight: i32(),
  dilationH: i32(1),
  dilationW: i32(1),
};

/** With ceilMode the last window may reach beyond the padding, but it starts inside it. */
const rules = ['(oh - 1) * strideH < h + padTop', '(ow - 1) * strideW < w + padLeft'];
const image = ['n', 'h', 'w', 'c'] as const;
const result = ['n', 'oh', 'ow', 'c'] as const;

export const poolRows = {
  maxPool2d: kernel({
    formula:
      'y[n,i,j,c] = max over u,v of x[n,i*s+u*d-p,j*s+v*d-p,c]; tap = u*kw + v, first of equals',
    fields: {
      x: buffer.in('float', ...image),
      y: buffer.out('float', ...result),
      tap: buffer.optional.out('u8', ...result),
      ...geometry,
    },
    rules: [...rules, 'kh * kw <= 256'],
  }),
  maxPool2dGrad: kernel({
    formula: 'dx[n,h,w,c] = sum of dy of the windows whose tap chose that pixel',
    fields: {
      dy: buffer.in('float', ...result),
      tap: buffer.in('u8', ...result),
      dx: buffer.out('float', ...image),
      ...geometry,
    },
    rules: [...rules, 'kh * kw <= 256'],
  }),
  avgPool2d: kernel({
    formula:
      'y[n,i,j,c] = sum over the window of x / divisor (see avgPool2d in the tensor package)',
    fields: {
      x: buffer.in('float', ...image),
      y: buffer.out('float', ...result),
      ...geometry,
      countIncludePad: flag(),
    },
    rules,
  }),
  avgPool2dGrad: kernel({
    formula: 'dx[n,h,w,c] = sum over the windows that hold the pixel of dy / divisor',
    fields: {
      dy: buffer.in('float', ...result),
      dx: buffer.out('float', ...image),
      ...geometry,
      countIncludePad: flag(),
    },
    rules,
  }),
};
