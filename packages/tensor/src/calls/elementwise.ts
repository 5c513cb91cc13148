// Kernel calls that treat every element alone: values in, new values out. No checks, no tape.
import { maxAxes, savesOutput, type BinaryFunction, type UnaryFunction } from '@evenkeel/kernels';
import { ShapeError } from '../core/errors.js';
import { formatShape, sameShape, type Shape } from '../core/shape.js';
import { allocate, type Value } from '../core/value.js';

export interface UnaryParameters {
  readonly f: UnaryFunction;
  readonly alpha: number;
  readonly beta: number;
}

/** y = f(x). */
export function unaryValue(x: Value, { f, alpha, beta }: UnaryParameters): Value {
  const y = allocate(x, x.shape);
  x.backend.run('unary', { x: x.handle, y: y.handle, n: x.size, f, alpha, beta });
  return y;
}

/** dx = dy * f'(saved). */
export function unaryGradient(dy: Value, saved: Value, { f, alpha, beta }: UnaryParameters): Value {
  const dx = allocate(dy, dy.shape);
  dy.backend.run('unaryGrad', {
    dy: dy.handle,
    saved: saved.handle,
    dx: dx.handle,
    n: dy.size,
    f,
    alpha,
    beta,
  });
  return dx;
}

/** Whether the derivative of f is computed from its output. */
export const usesOutput = (f: UnaryFunction): boolean => savesOutput.has(f);

/** y = scale * x + shift. */
export function affine(x: Value, scale: number, shift: number): Value {
  return unaryValue(x, { f: 'affine', alpha: scale, beta: shift });
}

const noAxes = Array.from<number>({ length: maxAxes }).fill(1);
const lengths = noAxes.slice();
const aStrides = noAxes.slice();
const bStrides = noAxes.slice();

/** y = f(a, b) of the broadcast shape `shape`. */
export function binaryValue(
  f: BinaryFunction,
  operands: readonly [Value, Value],
  shape: Shape,
): Value {
  const [a, b] = operands;
  const y = allocate(a, shape);
  if (y.size === 0) return y;
  if (sameShape(a.shape, b.shape)) layOut(y.size, 1, 1);
  else if (b.size === 1) layOut(y.size, 1, 0);
  else if (a.size === 1) layOut(y.size, 0, 1);
  else mergeAxes(f, operands, shape);
  a.backend.run('binary', {
    a: a.handle,
    b: b.handle,
    y: y.handle,
    n: y.size,
    aLength: a.size,
    bLength: b.size,
    dims: lengths,
    aStrides,
    bStrides,
    f,
  });
  return y;
}

/** One axis for all elements. */
function layOut(n: number, aStride: number, bStride: number): void {
  lengths.fill(1);
  aStrides.fill(0);
  bStrides.fill(0);
  lengths[maxAxes - 1] = n;
  aStrides[maxAxes - 1] = aStride;
  bStrides[maxAxes - 1] = bStride;
}

/** Writes the strides of both operands, neighbouring axes merged where both run on alike. */
function mergeAxes(f: string, operands: readonly [Value, Value], shape: Shape): void {
  const [a, b] = operands;
  layOut(1, 0, 0);
  let at = maxAxes;
  let aStep = 1;
  let bStep = 1;
  let aBefore = -1;
  let bBefore = -1;
  for (let i = 1; i <= shape.length; i++) {
    const length = shape[shape.length - i]!;
    if (length === 1) continue;
    const aRuns = i <= a.shape.length && a.shape[a.shape.length - i] !== 1;
    const bRuns = i <= b.shape.length && b.shape[b.shape.length - i] !== 1;
    const aStride = aRuns ? aStep : 0;
    const bStride = bRuns ? bStep : 0;
    if (at < maxAxes && aStride === aBefore && bStride === bBefore) lengths[at]! *= length;
    else {
      if (--at < 0) refuseAxes(f, shape);
      lengths[at] = length;
      aStrides[at] = aStride;
      bStrides[at] = bStride;
    }
    if (aRuns) aStep *= length;
    if (bRuns) bStep *= length;
    // What the next axis outwards must have as stride, so that it runs on where this one ends.
    aBefore = aRuns ? aStep : 0;
    bBefore = bRuns ? bStep : 0;
  }
}

function refuseAxes(op: string, shape: Shape): never {
  throw new ShapeError({
    op,
    argument: 'shape',
    expected: `a view of at most ${maxAxes} axes after merging`,
    received: formatShape(shape),
  });
}

/** y += x * scale, in place. */
export function accumulate(y: Value, x: Value, scale: number): void {
  x.backend.run('accumulate', { x: x.handle, y: y.handle, n: x.size, scale });
}
