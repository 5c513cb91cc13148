import { floatOf, indicesOf, sameBackend } from '../../core/arguments.js';
import { ArgumentError, ShapeError } from '../../core/errors.js';
import { finish } from '../../core/finish.js';
import type { Operation } from '../../core/node.js';
import { formatShape, sameShape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import { allocate, runOrFree, type Value } from '../../core/value.js';
import { probabilityCrossEntropy } from './probability-cross-entropy.js';
import type { Reduction } from './reduction.js';

export interface CrossEntropyOptions {
  /** Default `mean`. */
  readonly reduction?: Reduction;
  /** Share of the target that is spread evenly over all classes, from 0 to 1. Default 0. */
  readonly labelSmoothing?: number;
  /** Class of examples that do not count. Default: none. */
  readonly ignoreIndex?: number | null;
  /** [C], weights of the classes, constants. Default: 1. */
  readonly classWeights?: Tensor | null;
}

interface Attributes {
  readonly n: number;
  readonly c: number;
  readonly lossLength: number;
  readonly reduction: Reduction;
  readonly hasIgnoreIndex: boolean;
  readonly ignoreIndex: number;
  readonly labelSmoothing: number;
}

type Saved =
  readonly [logits: Value, target: Value] | readonly [logits: Value, target: Value, w: Value];

const operation: Operation<Saved, Attributes> = {
  name: 'crossEntropy',
  gradient(node, dy): void {
    const [logits, target, weights] = node.saved;
    const dlogits = allocate(dy, logits.shape);
    dy.backend.run('crossEntropyGrad', {
      logits: logits.handle,
      target: target.handle,
      classWeights: weights?.handle ?? null,
      dloss: dy.handle,
      dlogits: dlogits.handle,
      ...node.attributes,
    });
    node.give(0, dlogits);
  },
};

/**
 * Cross-entropy of softmax(logits) against classes or probabilities.
 *
 * Classes t: row = -(1-s) * w[t] * logp[t] - s/C * sum over k of w[k] * logp[k], 0 where t is `ignoreIndex`;
 * `mean` divides by the sum of w[t] over the rows that count.
 * Probabilities p: row = -sum over k of w[k] * q[k] * logp[k] with q = (1-s) * p + s/C; `mean` divides by the
 * number of rows. logp = logSoftmax(logits), s = labelSmoothing, w = classWeights.
 *
 * @param logits   [..., C], not normalized
 * @param target   int32 [...] of classes from 0 to C - 1, or float [..., C] of probabilities
 * @param options  reduction = 'mean'; labelSmoothing = 0; ignoreIndex = none; classWeights [C] = 1
 * @returns  a scalar, or [...] for `none`
 * @throws ShapeError  if the target's shape does not match
 * @throws ArgumentError  if the smoothing is not from 0 to 1
 * @throws KernelError  if a class is not from 0 to C - 1
 * @example
 * const logits = tensor([[2, 0], [0, 2]]);
 * crossEntropy(logits, tensor([0, 0], { dtype: 'int32' })).item(); // 1.1269
 */
export function crossEntropy(
  logits: Tensor,
  target: Tensor,
  options: CrossEntropyOptions = {},
): Tensor {
  const value = floatOf(logits, 'crossEntropy', 'logits');
  checkSmoothing(options.labelSmoothing ?? 0);
  const weights = weightsOf(options.classWeights ?? null, value);
  if (target.dtype !== 'int32' && target.dtype !== 'uint8') {
    return probabilityCrossEntropy(logits, target, options);
  }
  const classes = indicesOf(target, 'crossEntropy', 'target');
  sameBackend(value, classes, { op: 'crossEntropy', argument: 'target' });
  const attributes = attributesOf(logits, target, options);
  const loss = allocate(value, attributes.reduction === 'none' ? target.shape : []);
  runOrFree(loss, 'crossEntropy', {
    logits: value.handle,
    target: classes.handle,
    classWeights: weights?.handle ?? null,
    loss: loss.handle,
    ...attributes,
  });
  const saved: Saved = weights === null ? [value, classes] : [value, classes, weights];
  return finish(operation, loss, { inputs: [logits, target], saved, attributes });
}

function attributesOf(logits: Tensor, target: Tensor, options: CrossEntropyOptions): Attributes {
  const { reduction = 'mean', ignoreIndex = null, labelSmoothing = 0 } = options;
  const rows = logits.shape.slice(0, -1);
  const c = logits.shape.at(-1) ?? 0;
  if (c === 0 || !sameShape(target.shape, rows)) {
    const expected = `${formatShape(rows)}, classes, to match logits ${formatShape(logits.shape)}`;
    const rule = { argument: 'target', expected, received: formatShape(target.shape) };
    throw new ShapeError({ op: 'crossEntropy', ...rule });
  }
  const n = target.size;
  if (n === 0 && reduction === 'mean') {
    const rule = { argument: 'logits', expected: 'of one row or more for a mean' };
    throw new ShapeError({ op: 'crossEntropy', ...rule, received: formatShape(logits.shape) });
  }
  const hasIgnoreIndex = ignoreIndex !== null;
  const lossLength = reduction === 'none' ? n : 1;
  return {
    n,
    c,
    lossLength,
    reduction,
    hasIgnoreIndex,
    ignoreIndex: ignoreIndex ?? 0,
    labelSmoothing,
  };
}

function checkSmoothing(smoothing: number): void {
  if (smoothing >= 0 && smoothing <= 1) return;
  const rule = { argument: 'labelSmoothing', expected: 'from 0 to 1', received: String(smoothing) };
  throw new ArgumentError({ op: 'crossEntropy', ...rule });
}

function weightsOf(weights: Tensor | null, logits: Value): Value | null {
  if (weights === null) return null;
  const value = floatOf(weights, 'crossEntropy', 'classWeights');
  sameBackend(logits, value, { op: 'crossEntropy', argument: 'classWeights' });
  const c = logits.shape.at(-1) ?? 0;
  if (value.shape.length !== 1 || value.size !== c) {
    const expected = `[${c}] to match logits ${formatShape(logits.shape)}`;
    const rule = { argument: 'classWeights', expected, received: formatShape(weights.shape) };
    throw new ShapeError({ op: 'crossEntropy', ...rule });
  }
  return value;
}
