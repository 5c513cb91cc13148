// Two-dimensional convolution and its gradients. Images NHWC, weights [kh, kw, c/groups, o].
import { buffer, choice, i32, kernel } from './fields.js';

/** The geometry that the three kernels share; h, w, c belong to the image, oh, ow, o to the result. */
const geometry = {
  n: i32(),
  h: i32(),
  w: i32(),
  c: i32(),
  oh: i32(),
  ow: i32(),
  o: i32(),
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
  groups: i32(1),
  /** `fast` allows Winograd F(4x4, 3x3); `exact` whatever is at least as accurate as the direct sum. */
  precision: choice('exact', 'fast'),
};

const rules = [
  'c % groups == 0',
  'o % groups == 0',
  'oh == outputSize(h, padTop, padBottom, kh, strideH, dilationH)',
  'ow == outputSize(w, padLeft, padRight, kw, strideW, dilationW)',
];

const image = ['n', 'h', 'w', 'c'] as const;
const result = ['n', 'oh', 'ow', 'o'] as const;
const filter = ['kh', 'kw', 'c/groups', 'o'] as const;

export const convRows = {
  conv2d: kernel({
    formula:
      'y[n,i,j,o] = activation(sum over u,v,c of x[n, i*s+u*d-p, j*s+v*d-p, c] * weight[u,v,c,o] + bias[o])',
    fields: {
      x: buffer.in('float', ...image),
      weight: buffer.in('float', ...filter),
      bias: buffer.optional.in('float', 'o'),
      y: buffer.out('float', ...result),
      ...geometry,
      activation: choice('none', 'relu'),
    },
    rules,
  }),
  conv2dInputGrad: kernel({
    formula: 'dx[n,i*s+u*d-p,j*s+v*d-p,c] = sum over u,v,o of dy[n,i,j,o] * weight[u,v,c,o]',
    fields: {
      dy: buffer.in('float', ...result),
      weight: buffer.in('float', ...filter),
      dx: buffer.out('float', ...image),
      ...geometry,
    },
    rules,
  }),
  conv2dWeightGrad: kernel({
    formula:
      'dweight[u,v,c,o] = sum over n,i,j of x[n,i*s+u*d-p,j*s+v*d-p,c] * dy[n,i,j,o]; dbias[o] = sum of dy',
    fields: {
      x: buffer.in('float', ...image),
      dy: buffer.in('float', ...result),
      dweight: buffer.out('float', ...filter),
      dbias: buffer.optional.out('float', 'o'),
      ...geometry,
    },
    rules,
  }),
};
