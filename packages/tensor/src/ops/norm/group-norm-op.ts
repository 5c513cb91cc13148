// The kernels of layer, group, instance and RMS norm: statistics of each example and group of channels.
import { floatOf, sameBackend } from '../../core/arguments.js';
import { ArgumentError, ShapeError } from '../../core/errors.js';
import { finish } from '../../core/finish.js';
import type { Node, Operation } from '../../core/node.js';
import { formatShape, productOf, sameShape, type Shape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import { allocate, type Value } from '../../core/value.js';
import { filled } from '../../calls/reduce.js';

/** x [n, s, groups, k]: statistics over s and k. */
export interface GroupGeometry {
  readonly n: number;
  readonly s: number;
  readonly groups: number;
  readonly k: number;
}

export interface GroupNormCall {
  /** As errors call it. */
  readonly op: string;
  readonly x: Tensor;
  readonly gamma: Tensor | null;
  readonly beta: Tensor | null;
  /** Of gamma and beta; groups * k elements. */
  readonly affineShape: Shape;
  readonly geometry: GroupGeometry;
  readonly eps: number;
  /** Whether the mean is taken off. */
  readonly center: boolean;
}

interface Attributes extends GroupGeometry {
  readonly gamma: Value | null;
  /** Places among the inputs, or -1. */
  readonly gammaAt: number;
  readonly betaAt: number;
  readonly affineShape: Shape;
  readonly center: boolean;
}

type Saved = readonly [x: Value, mean: Value, rstd: Value, ...gamma: Value[]];

function gradient(node: Node<Saved, Attributes>, dy: Value): void {
  const [x, mean, rstd] = node.saved;
  const { gamma, gammaAt, betaAt, affineShape, n, s, groups, k, center } = node.attributes;
  if (x.size === 0) {
    if (node.wants(0)) node.give(0, allocate(dy, x.shape));
    for (const at of [gammaAt, betaAt])
      if (node.wants(at)) node.give(at, filled(dy, affineShape, 0));
    return;
  }
  const dx = node.wants(0) ? allocate(dy, x.shape) : null;
  const dgamma = node.wants(gammaAt) ? allocate(dy, affineShape) : null;
  const dbeta = node.wants(betaAt) ? allocate(dy, affineShape) : null;
  dy.backend.run('groupNormGrad', {
    x: x.handle,
    dy: dy.handle,
    gamma: gamma?.handle ?? null,
    mean: mean.handle,
    rstd: rstd.handle,
    dx: dx?.handle ?? null,
    dgamma: dgamma?.handle ?? null,
    dbeta: dbeta?.handle ?? null,
    n,
    s,
    groups,
    k,
    center,
  });
  if (dx !== null) node.give(0, dx);
  if (dgamma !== null) node.give(gammaAt, dgamma);
  if (dbeta !== null) node.give(betaAt, dbeta);
}

/** One operation for each name that reports may show. */
const operations = new Map<string, Operation<Saved, Attributes>>();

function operationOf(name: string): Operation<Saved, Attributes> {
  const known = operations.get(name);
  if (known !== undefined) return known;
  const made = { name, gradient };
  operations.set(name, made);
  return made;
}

/** Checks gamma, beta and eps, and normalizes. */
export function groupNormOf(call: GroupNormCall): Tensor {
  const { op, x, eps, center, geometry, affineShape } = call;
  const value = floatOf(x, op, 'x');
  if (!(eps >= 0 && eps < Infinity)) {
    const rule = { argument: 'eps', expected: 'a finite number from 0 on', received: String(eps) };
    throw new ArgumentError({ op, ...rule });
  }
  const gamma = affineOf(call, 'gamma', value);
  const beta = affineOf(call, 'beta', value);
  const { n, s, groups, k } = geometry;
  const y = allocate(value, value.shape);
  const mean = allocate(value, [n, groups, 2]);
  const rstd = allocate(value, [n, groups]);
  if (value.size > 0) {
    value.backend.run('groupNorm', {
      x: value.handle,
      gamma: gamma?.handle ?? null,
      beta: beta?.handle ?? null,
      y: y.handle,
      mean: mean.handle,
      rstd: rstd.handle,
      n,
      s,
      groups,
      k,
      eps,
      center,
    });
  }
  const inputs: Tensor[] = [x];
  const gammaAt = call.gamma === null ? -1 : inputs.push(call.gamma) - 1;
  const betaAt = call.beta === null ? -1 : inputs.push(call.beta) - 1;
  const saved: Saved = gamma === null ? [value, mean, rstd] : [value, mean, rstd, gamma];
  const attributes = { gamma, gammaAt, betaAt, affineShape, n, s, groups, k, center };
  const result = finish(operationOf(op), y, { inputs, saved, attributes });
  mean.release();
  rstd.release();
  return result;
}

function affineOf(call: GroupNormCall, argument: 'gamma' | 'beta', x: Value): Value | null {
  const tensor = call[argument];
  if (tensor === null) return null;
  const { op, affineShape } = call;
  const value = floatOf(tensor, op, argument);
  sameBackend(x, value, { op, argument });
  if (!sameShape(value.shape, affineShape)) {
    throw new ShapeError({
      op,
      argument,
      expected: `${formatShape(affineShape)} to match x ${formatShape(x.shape)}`,
      received: formatShape(value.shape),
    });
  }
  return value;
}

/** Refuses x of fewer than `rank` axes. */
export function checkRank(
  op: string,
  x: Tensor,
  rule: { readonly rank: number; readonly expected: string },
): void {
  if (x.shape.length >= rule.rank) return;
  const { expected } = rule;
  throw new ShapeError({ op, argument: 'x', expected, received: formatShape(x.shape) });
}

/** x [N, ..., C] in groups of channels, each example by itself. */
export function groupsOf(x: Tensor, groups: number): GroupGeometry {
  const { shape } = x;
  const c = shape[shape.length - 1]!;
  return { n: shape[0]!, s: productOf(shape, 1, shape.length - 1), groups, k: c / groups };
}
