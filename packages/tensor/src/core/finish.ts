// The last line of every op: wraps its result in a tensor, on the tape if an input requires grad.
import { gradEnabled } from './grad-mode.js';
import { Node, type Operation } from './node.js';
import { observer } from './observer.js';
import { Tensor } from './tensor.js';
import type { Value } from './value.js';

/** What the tape needs of one call of an op. */
export interface OpRecord<Saved extends readonly Value[], Attributes> {
  readonly inputs: readonly Tensor[];
  /** Values that the gradient needs. */
  readonly saved: Saved;
  readonly attributes: Attributes;
}

/** The result of a differentiable op; takes over the reference to `value`. */
export function finish<Saved extends readonly Value[], Attributes>(
  operation: Operation<Saved, Attributes>,
  value: Value,
  record: OpRecord<Saved, Attributes>,
): Tensor {
  const { shape } = value;
  const node = wanted(record.inputs) ? new Node(operation, shape, record) : null;
  if (observer !== null) observer.forward(operation.name, record.inputs, value);
  return new Tensor({ shape, value, op: operation.name, node });
}

/** The result of an op without a gradient. */
export function finishConstant(op: string, value: Value, inputs: readonly Tensor[]): Tensor {
  if (observer !== null) observer.forward(op, inputs, value);
  return new Tensor({ shape: value.shape, value, op });
}

/** Whether a gradient may be asked for. */
export function wanted(inputs: readonly Tensor[]): boolean {
  if (!gradEnabled()) return false;
  for (let i = 0; i < inputs.length; i++) if (inputs[i]!.requiresGrad) return true;
  return false;
}
