// A place to look at every op while it runs. Null when nobody looks: then it costs one comparison.
import type { Node } from './node.js';
import type { Tensor } from './tensor.js';
import type { Value } from './value.js';

export interface OpObserver {
  /** After the forward pass of an op. */
  forward(op: string, inputs: readonly Tensor[], output: Value): void;
  /** After the gradient of an op has been given to its inputs. */
  backward(node: Node, dy: Value): void;
}

export let observer: OpObserver | null = null;

/** Replaces the observer and returns the one before. */
export function setObserver(next: OpObserver | null): OpObserver | null {
  const before = observer;
  observer = next;
  return before;
}
