// A place to look at every op while it runs. Null when nobody looks: then it costs one comparison.
import type { Node } from './node.js';
import type { Tensor } from './tensor.js';
import type { Value } from './value.js';

export interface OpObserver {
  /** After the forward pass of an op. */
  forward(op: string, inputs: readonly Tensor[], output: Value): void;
  /** When the backward pass of an op gives a gradient to its input `i`; `node.gradient` is what it came from. */
  backward(node: Node, i: number, gradient: Value): void;
}

export let observer: OpObserver | null = null;

/**
 * Whether someone looks at every op; for what would cost too much otherwise, such as naming layers.
 *
 * @returns  true while anyone is told of ops
 * @example
 * observing(); // false
 */
export function observing(): boolean {
  return observer !== null;
}

/** Replaces the observer and returns the one before. */
export function setObserver(next: OpObserver | null): OpObserver | null {
  const before = observer;
  observer = next;
  return before;
}
