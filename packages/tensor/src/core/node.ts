// The tape: each op that has an input to differentiate leaves a node, which knows how to turn the gradient of its
// result into gradients of its inputs. Nodes hold values, never result tensors, so that forgotten tensors are found.
import { observer } from './observer.js';
import type { Shape } from './shape.js';
import type { Tensor } from './tensor.js';
import { Value } from './value.js';

/**
 * What an op is to the tape: its name, and how its gradient is computed.
 *
 * `Saved` are the values that the gradient needs; they live until backward() has passed. `Attributes` is anything
 * else: shapes, geometry.
 */
export interface Operation<
  Saved extends readonly Value[] = readonly Value[],
  Attributes = unknown,
> {
  readonly name: string;
  /** Calls `node.give(i, value)` for each input i that `node.wants(i)`; what it allocates is freed after it. */
  gradient(node: Node<Saved, Attributes>, dy: Value): void;
}

/** Where the gradient of an input goes: to the node that made it, to a leaf, or nowhere. */
type Target = Node | Tensor | null;

let created = 0;

export class Node<Saved extends readonly Value[] = readonly Value[], Attributes = unknown> {
  /** Order of creation: a node comes after all that it depends on. */
  readonly id = ++created;
  readonly operation: Operation<Saved, Attributes>;
  readonly shape: Shape;
  readonly saved: Saved;
  readonly attributes: Attributes;
  /** Gradient of the result, summed over its uses while backward() runs. */
  gradient: Value | null = null;
  /** The backward pass that visited this node last. */
  visit = 0;
  /** Whether backward() or the last reference has freed what was saved. */
  freed = false;
  #targets: Target[];
  /** One for the result tensor and one for each node that uses it. */
  #refs = 1;

  constructor(
    operation: Operation<Saved, Attributes>,
    shape: Shape,
    record: { inputs: readonly Tensor[]; saved: Saved; attributes: Attributes },
  ) {
    this.operation = operation;
    this.shape = shape;
    this.saved = record.saved;
    this.attributes = record.attributes;
    const { inputs, saved } = record;
    const targets: Target[] = [];
    for (let i = 0; i < inputs.length; i++) targets.push(targetOf(inputs[i]!));
    this.#targets = targets;
    for (let i = 0; i < saved.length; i++) saved[i]!.refs++;
  }

  get targets(): readonly Target[] {
    return this.#targets;
  }

  /** Whether input `i` takes part in the graph. */
  wants(i: number): boolean {
    return (this.#targets[i] ?? null) !== null;
  }

  /** Adds `value` to the gradient of input `i`, which must be wanted. */
  give(i: number, value: Value): void {
    const target = this.#targets[i] ?? null;
    if (observer !== null) observer.backward(this, i, value);
    if (target instanceof Node) target.#receive(value);
    else target?.receiveGradient(value);
  }

  /**
   * Lets an op that uses a part of input `i` add to that part alone, in place of giving a whole gradient: true if it could,
   * since there is a gradient that nobody else sees.
   */
  giveInPlace(i: number, add: (sum: Value) => void): boolean {
    const target = this.#targets[i] ?? null;
    if (observer !== null || !(target instanceof Node)) return false;
    if (target.gradient?.exclusive(1) !== true) return false;
    add(target.gradient);
    return true;
  }

  #receive(value: Value): void {
    this.gradient = this.gradient === null ? value.retain() : addInto(this.gradient, value);
  }

  retain(): this {
    this.#refs++;
    return this;
  }

  /** Gives one reference back; the last one frees what was saved, and so on along the graph. */
  release(): void {
    if (--this.#refs > 0) return;
    const unused: Node[] = [];
    this.#free(unused);
    for (let node = unused.pop(); node !== undefined; node = unused.pop()) node.#free(unused);
  }

  /** Frees what was saved and the graph behind, unless it is used elsewhere. */
  free(): void {
    const unused: Node[] = [];
    this.#free(unused);
    for (let node = unused.pop(); node !== undefined; node = unused.pop()) node.#free(unused);
  }

  /** Nodes without a reference are left in `unused`: a loop, not recursion, frees deep graphs. */
  #free(unused: Node[]): void {
    if (this.freed) return;
    this.freed = true;
    for (const value of this.saved) value.release();
    for (const target of this.#targets) {
      if (target instanceof Node && --target.#refs === 0) unused.push(target);
    }
    this.#targets = [];
  }
}

function targetOf(input: Tensor): Target {
  if (input.node !== null) return input.node.retain();
  return input.requiresGrad ? input : null;
}

/** sum + value: in place if `sum` is not shared; takes over the reference to `sum`. */
export function addInto(sum: Value, value: Value): Value {
  let target = sum;
  if (!sum.exclusive(1)) {
    // Made outside the list of temporaries: it outlives the op whose gradient is being computed.
    target = new Value(sum.backend, 'float', sum.shape);
    copyInto(target, sum);
    sum.release();
  }
  target.backend.run('accumulate', { x: value.handle, y: target.handle, n: target.size, scale: 1 });
  return target;
}

/** Copies all elements; both have the same size. */
export function copyInto(target: Value, source: Value): void {
  const n = source.size;
  target.backend.run('copy', {
    x: source.handle,
    y: target.handle,
    n,
    xLength: n,
    xOffset: 0,
    yLength: n,
    yOffset: 0,
  });
}
