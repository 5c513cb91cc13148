import type { KernelArgs } from '@evenkeel/kernels';
import { unaryGradient } from '../../calls/elementwise.js';
import { filled } from '../../calls/reduce.js';
import { floatOf, sameBackend } from '../../core/arguments.js';
import { ArgumentError, ShapeError } from '../../core/errors.js';
import { finish } from '../../core/finish.js';
import type { Node, Operation } from '../../core/node.js';
import { formatShape, type Shape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import { allocate, type Value } from '../../core/value.js';
import { windowOf, type Pair, type Padding, type Window } from './window.js';

export interface Conv2dOptions {
  /** [O]. Default: none. */
  readonly bias?: Tensor | null;
  /** In pixels. Default 1. */
  readonly stride?: Pair;
  /** In pixels of zeros. Default 0. */
  readonly padding?: Padding;
  /** Distance of the taps in pixels. Default 1. */
  readonly dilation?: Pair;
  /** Groups of channels that do not see each other; C for a depthwise convolution. Default 1. */
  readonly groups?: number;
  /** Computed in the same pass. Default `none`. */
  readonly activation?: 'none' | 'relu';
  /** `fast` allows algorithms that round a little more (Winograd F(4x4, 3x3)). Default `exact`. */
  readonly precision?: 'exact' | 'fast';
}

type Geometry = Omit<KernelArgs<'conv2dInputGrad'>, 'dy' | 'weight' | 'dx'>;

interface Attributes {
  readonly geometry: Geometry;
  readonly activation: 'none' | 'relu';
}

type Saved = readonly [x: Value, weight: Value] | readonly [x: Value, weight: Value, y: Value];

const operation: Operation<Saved, Attributes> = {
  name: 'conv2d',
  gradient(node: Node<Saved, Attributes>, dy: Value): void {
    const [x, weight, y] = node.saved;
    const { geometry } = node.attributes;
    const dz = y === undefined ? dy : unaryGradient(dy, y, { f: 'relu', alpha: 0, beta: 0 });
    if (node.wants(0)) node.give(0, inputGradient(dz, [x, weight], geometry));
    if (node.wants(1) || node.wants(2)) weightGradients(node, dz, x);
  },
};

function inputGradient(dy: Value, [x, weight]: readonly [Value, Value], geometry: Geometry): Value {
  if (dy.size === 0) return filled(dy, x.shape, 0);
  const dx = allocate(dy, x.shape);
  const buffers = { dy: dy.handle, weight: weight.handle, dx: dx.handle };
  dy.backend.run('conv2dInputGrad', { ...buffers, ...geometry });
  return dx;
}

function weightGradients(node: Node<Saved, Attributes>, dy: Value, x: Value): void {
  const { geometry } = node.attributes;
  const dweight = allocate(dy, node.saved[1].shape);
  const dbias = node.wants(2) ? allocate(dy, [geometry.o]) : null;
  dy.backend.run('conv2dWeightGrad', {
    x: x.handle,
    dy: dy.handle,
    dweight: dweight.handle,
    dbias: dbias?.handle ?? null,
    ...geometry,
  });
  if (node.wants(1)) node.give(1, dweight);
  if (dbias !== null) node.give(2, dbias);
}

/**
 * 2-D convolution (cross-correlation: the kernel is not flipped).
 *
 * y[n,i,j,o] = sum over u,v,c of x[n, i*s + u*d - p, j*s + v*d - p, c] * weight[u,v,c,o] + bias[o]
 *
 * With g groups, output channels q*O/g up to (q+1)*O/g see input channels q*C/g up to (q+1)*C/g.
 *
 * @param x        [N, H, W, C]
 * @param weight   [KH, KW, C / groups, O]
 * @param options  bias [O], or none; stride s = 1; padding p = 0; dilation d = 1; groups = 1; activation = 'none';
 *                 precision = 'exact'
 * @returns  [N, floor((H + pads - (KH-1)*d - 1) / s) + 1, the same of W, O]
 * @throws ShapeError  wrong rank, channels that differ, or a kernel larger than the padded image
 * @throws ArgumentError  a stride, padding, dilation or number of groups that cannot be
 * @see LeCun et al. 1998, "Gradient-based learning applied to document recognition"
 * @example
 * conv2d(ones([1, 4, 4, 3]), ones([3, 3, 3, 8]), { padding: 1, stride: 2 }).shape; // [1, 2, 2, 8]
 */
export function conv2d(x: Tensor, weight: Tensor, options: Conv2dOptions = {}): Tensor {
  const { bias = null, activation = 'none' } = options;
  const vx = floatOf(x, 'conv2d', 'x');
  const vw = floatOf(weight, 'conv2d', 'weight');
  const vb = bias === null ? null : floatOf(bias, 'conv2d', 'bias');
  sameBackend(vx, vw, { op: 'conv2d', argument: 'weight' });
  if (vb !== null) sameBackend(vx, vb, { op: 'conv2d', argument: 'bias' });
  const geometry = geometryOf(x, weight, options);
  const { n, oh, ow, o } = geometry;
  const y = allocate(vx, [n, oh, ow, o]);
  const buffers = { x: vx.handle, weight: vw.handle, bias: vb?.handle ?? null, y: y.handle };
  if (y.size > 0) vx.backend.run('conv2d', { activation, ...buffers, ...geometry });
  const saved: Saved = activation === 'none' ? [vx, vw] : [vx, vw, y];
  const inputs = bias === null ? [x, weight] : [x, weight, bias];
  return finish(operation, y, { inputs, saved, attributes: { geometry, activation } });
}

function geometryOf(x: Tensor, weight: Tensor, options: Conv2dOptions): Geometry {
  const { groups = 1, bias = null, precision = 'exact' } = options;
  const [n, h, w, c] = imageShape(x, 'conv2d');
  if (!Number.isInteger(groups) || groups < 1 || c % groups !== 0) {
    const expected = `a divisor of the ${c} channels of x`;
    throw new ArgumentError({
      op: 'conv2d',
      argument: 'groups',
      expected,
      received: String(groups),
    });
  }
  const [kh = 0, kw = 0, inner, o = 0] = weight.shape;
  const valid = weight.shape.length === 4 && inner === c / groups && kh > 0 && kw > 0;
  if (!valid || o % groups !== 0) {
    const outputs = groups === 1 ? 'O' : `a multiple of ${groups}`;
    throw new ShapeError({
      op: 'conv2d',
      argument: 'weight',
      expected: `[KH, KW, ${c / groups}, ${outputs}] to match x ${formatShape(x.shape)}`,
      received: formatShape(weight.shape),
      hint: planesFirst(x.shape, inner, groups)
        ? 'Weights are HWIO, images NHWC: transpose(x, [0, 2, 3, 1]).'
        : 'Weights are HWIO.',
    });
  }
  if (bias !== null && (bias.shape.length !== 1 || bias.size !== o)) {
    const expected = `[${o}] to match weight ${formatShape(weight.shape)}`;
    throw new ShapeError({
      op: 'conv2d',
      argument: 'bias',
      expected,
      received: formatShape(bias.shape),
    });
  }
  const site = {
    op: 'conv2d',
    image: [h, w],
    kernel: [kh, kw],
    options,
    defaultStride: 1,
  } as const;
  const window: Window = windowOf(site);
  return { n, c, o, groups, precision, ...window };
}

/** The axes of an image batch. */
export function imageShape(x: Tensor, op: string): readonly [number, number, number, number] {
  if (x.shape.length !== 4) {
    const received = formatShape(x.shape);
    const rule = { argument: 'x', expected: '[N, H, W, C]', received };
    throw new ShapeError({ op, ...rule, hint: 'Images are channels last.' });
  }
  return x.shape as readonly [number, number, number, number];
}

/** Whether x looks like images whose channels come before height and width, as in PyTorch. */
function planesFirst(
  [, second, , last]: Shape,
  inner: number | undefined,
  groups: number,
): boolean {
  return inner !== undefined && second === inner * groups && last !== second;
}
