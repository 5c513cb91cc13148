import type { KernelArgs } from '@evenkeel/kernels';
import { floatOf, sameBackend } from '../../core/arguments.js';
import { ArgumentError, ShapeError } from '../../core/errors.js';
import { finish } from '../../core/finish.js';
import type { Node, Operation } from '../../core/node.js';
import { formatShape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import { tidy } from '../../core/tidy.js';
import { allocate, type Value } from '../../core/value.js';
import { add } from '../binary/add.js';
import { pad } from '../shape/pad.js';
import { imageShape } from './conv2d.js';
import { checkedPadding, pairOf, type Pair, type Padding } from './window.js';

export interface ConvTranspose2dOptions {
  /** [O]. Default: none. */
  readonly bias?: Tensor | null;
  /** In pixels of the result. Default 1. */
  readonly stride?: Pair;
  /** Pixels taken off the result. Default 0. */
  readonly padding?: Exclude<Padding, 'same'>;
  /** Pixels added below and at the right, less than the stride or the dilation. Default 0. */
  readonly outputPadding?: Pair;
  /** Distance of the taps in pixels. Default 1. */
  readonly dilation?: Pair;
  /** Default 1. */
  readonly groups?: number;
}

/** Of the convolution from the result to x, whose input gradient this op is. */
type Geometry = Omit<KernelArgs<'conv2dInputGrad'>, 'dy' | 'weight' | 'dx'>;

interface Plan {
  readonly geometry: Geometry;
  /** Rows and columns at the end of the result that no tap reaches. */
  readonly empty: readonly [rows: number, columns: number];
}
type Saved = readonly [x: Value, weight: Value];

const operation: Operation<Saved, Geometry> = {
  name: 'convTranspose2d',
  gradient(node: Node<Saved, Geometry>, dy: Value): void {
    const [x, weight] = node.saved;
    const geometry = node.attributes;
    if (node.wants(0)) {
      const dx = allocate(dy, x.shape);
      const buffers = { x: dy.handle, weight: weight.handle, y: dx.handle, bias: null };
      if (dx.size > 0) dy.backend.run('conv2d', { activation: 'none', ...buffers, ...geometry });
      node.give(0, dx);
    }
    if (node.wants(1)) {
      const dweight = allocate(dy, weight.shape);
      const buffers = { x: dy.handle, dy: x.handle, dweight: dweight.handle, dbias: null };
      dy.backend.run('conv2dWeightGrad', { ...buffers, ...geometry });
      node.give(1, dweight);
    }
  },
};

/**
 * Transposed 2-D convolution: the input gradient of `conv2d`, used to make images larger.
 *
 * y[n, i*s + u*d - p, j*s + v*d - p, o] = sum over i,j,u,v,c of x[n,i,j,c] * weight[u,v,o,c] + bias[o]
 *
 * @param x        [N, H, W, C]
 * @param weight   [KH, KW, O / groups, C]: that of the conv2d from O to C channels
 * @param options  bias [O], or none; stride s = 1; padding p = 0; outputPadding = 0; dilation d = 1; groups = 1
 * @returns  [N, (H-1)*s - pads + (KH-1)*d + 1 + outputPadding, the same of W, O]
 * @throws ShapeError  wrong rank, channels that differ, or a result without pixels
 * @throws ArgumentError  a stride, padding, dilation or number of groups that cannot be
 * @see Zeiler et al. 2010, "Deconvolutional networks"
 * @example
 * convTranspose2d(ones([1, 3, 3, 4]), ones([2, 2, 8, 4]), { stride: 2 }).shape; // [1, 6, 6, 8]
 */
export function convTranspose2d(
  x: Tensor,
  weight: Tensor,
  options: ConvTranspose2dOptions = {},
): Tensor {
  const { bias = null } = options;
  const vx = floatOf(x, 'convTranspose2d', 'x');
  const vw = floatOf(weight, 'convTranspose2d', 'weight');
  sameBackend(vx, vw, { op: 'convTranspose2d', argument: 'weight' });
  const { geometry, empty } = planOf(x, weight, options);
  if (bias !== null) checkBias(vx, bias, geometry.c);
  const apply = (): Tensor => {
    const y = allocate(vx, [geometry.n, geometry.h, geometry.w, geometry.c]);
    const buffers = { dy: vx.handle, weight: vw.handle, dx: y.handle };
    if (y.size > 0) vx.backend.run('conv2dInputGrad', { ...buffers, ...geometry });
    return finish(operation, y, { inputs: [x, weight], saved: [vx, vw], attributes: geometry });
  };
  const filled = (): Tensor => {
    const [rows, columns] = empty;
    if (rows === 0 && columns === 0) return apply();
    return tidy(() => pad(apply(), [[0, 0], [0, rows], [0, columns], [0, 0]])); // prettier-ignore
  };
  return bias === null ? filled() : tidy(() => add(filled(), bias));
}

function planOf(x: Tensor, weight: Tensor, options: ConvTranspose2dOptions): Plan {
  const op = 'convTranspose2d';
  const { groups = 1 } = options;
  const [n, oh, ow, o] = imageShape(x, op);
  if (!Number.isInteger(groups) || groups < 1 || o % groups !== 0) {
    const expected = `a divisor of the ${o} channels of x`;
    throw new ArgumentError({ op, argument: 'groups', expected, received: String(groups) });
  }
  const [kh = 0, kw = 0, outputs = 0, inputs] = weight.shape;
  if (weight.shape.length !== 4 || inputs !== o || kh < 1 || kw < 1) {
    throw new ShapeError({
      op,
      argument: 'weight',
      expected: `[KH, KW, O / groups, ${o}] to match x ${formatShape(x.shape)}`,
      received: formatShape(weight.shape),
    });
  }
  const [strideH, strideW] = pairOf(options.stride ?? 1, { op, argument: 'stride', least: 1 });
  const [dilationH, dilationW] = pairOf(options.dilation ?? 1, {
    op,
    argument: 'dilation',
    least: 1,
  });
  const extra = pairOf(options.outputPadding ?? 0, { op, argument: 'outputPadding', least: 0 });
  const bounds = [Math.max(strideH, dilationH), Math.max(strideW, dilationW)];
  if (extra.some((pixels, axis) => pixels >= bounds[axis]!)) {
    const expected = `below ${formatShape(bounds)}, the larger of stride and dilation`;
    throw new ArgumentError({
      op,
      argument: 'outputPadding',
      expected,
      received: formatShape(extra),
    });
  }
  const [[padTop, bottom], [padLeft, right]] = checkedPadding(options.padding ?? 0, op);
  const below = endOf(bottom, extra[0], strideH);
  const beside = endOf(right, extra[1], strideW);
  const h = (oh - 1) * strideH - padTop + (kh - 1) * dilationH + 1 + below.grown;
  const w = (ow - 1) * strideW - padLeft + (kw - 1) * dilationW + 1 + beside.grown;
  const empty = [below.empty, beside.empty] as const;
  if (h < 1 || w < 1) {
    const expected = 'small enough to leave a pixel';
    throw new ShapeError({ op, argument: 'padding', expected, received: formatShape([h, w]) });
  }
  const pads = { padTop, padBottom: below.pad, padLeft, padRight: beside.pad };
  const steps = { strideH, strideW, dilationH, dilationW, kh, kw };
  const sizes = { n, h, w, c: outputs * groups, oh, ow, o };
  return { geometry: { ...sizes, groups, precision: 'exact', ...pads, ...steps }, empty };
}

interface End {
  /** Padding of the convolution. */
  readonly pad: number;
  /** By how much the result is longer than from the first tap to the last; below 0 if it is cut. */
  readonly grown: number;
  readonly empty: number;
}

/**
 * The end of an axis. What is added first takes back what padding cuts off; the convolution from the result can then pass over
 * less than a stride; what is left no tap reaches.
 */
function endOf(padding: number, extra: number, stride: number): End {
  const left = extra - padding;
  if (left <= 0) return { pad: -left, grown: left, empty: 0 };
  const passed = Math.min(left, stride - 1);
  return { pad: 0, grown: passed, empty: left - passed };
}

function checkBias(x: Value, bias: Tensor, channels: number): void {
  const value = floatOf(bias, 'convTranspose2d', 'bias');
  sameBackend(x, value, { op: 'convTranspose2d', argument: 'bias' });
  if (value.shape.length === 1 && value.size === channels) return;
  const rule = { argument: 'bias', expected: `[${channels}], the channels of the result` };
  throw new ShapeError({ op: 'convTranspose2d', ...rule, received: formatShape(bias.shape) });
}
