// Who frees a tensor: the innermost open scope; else the user, by dispose(); else the garbage collector.
import type { Node } from './node.js';
import type { Shape } from './shape.js';
import type { Tensor } from './tensor.js';
import type { Value } from './value.js';

/** The buffers behind a tensor that no scope owns. It must not reach the tensor itself. */
export interface Holding {
  readonly value: Value;
  readonly node: Node | null;
  readonly shape: Shape;
  readonly op: string;
  /** The buffer of the tensor's `grad`. */
  gradient: Value | null;
}

/** What is told of a tensor that was collected without having been disposed. */
export interface Leak {
  /** The op or the creation function that made it. */
  readonly op: string;
  readonly shape: Shape;
}

let onLeak: ((leak: Leak) => void) | null = null;

/**
 * Calls `listener` for each tensor outside all scopes that the garbage collector had to free.
 * They are freed all the same; the report helps to find where memory stays longer than it must.
 *
 * @param listener  null stops the report
 * @example
 * watchLeaks(({ op, shape }) => console.error(`${op} [${shape}] was left to the garbage collector`));
 * watchLeaks(null);
 */
export function watchLeaks(listener: ((leak: Leak) => void) | null): void {
  onLeak = listener;
}

/** Bytes that the garbage collector is told of at once. */
const reportStep = 2 ** 20;
/** Of most dtypes; bytes count fourfold. */
const bytesPerElement = 4;
let unreported = 0;

/**
 * Counts what only the garbage collector frees. Were tensors of scopes counted too, each training step would look to it
 * like a flood of garbage, and it would search the heap many times a step for nothing.
 */
function account({ backend, size }: Value, sign: 1 | -1): void {
  unreported += sign * size * bytesPerElement;
  if (Math.abs(unreported) < reportStep) return;
  backend.collectable?.(unreported);
  unreported = 0;
}

const forgotten = new FinalizationRegistry<Holding>((holding) => {
  account(holding.value, -1);
  holding.value.release();
  holding.gradient?.release();
  holding.node?.release();
  counts.tensors--;
  if (onLeak !== null) onLeak({ op: holding.op, shape: holding.shape });
});

/** Tensors that live now. */
export const counts = { tensors: 0 };

/** Lets the collector free `tensor`, which is in no scope. */
export function watch(tensor: Tensor, value: Value, op: string): Holding {
  const { node, shape } = tensor;
  const gradient = tensor.grad?.value ?? null;
  const holding: Holding = { value, node, shape, op, gradient };
  forgotten.register(tensor, holding, holding);
  account(value, 1);
  return holding;
}

export function unwatch(holding: Holding): void {
  account(holding.value, -1);
  forgotten.unregister(holding);
}

/** The chain of open scopes, by its end. */
const open: { innermost: Scope | null } = { innermost: null };

export function currentScope(): Scope | null {
  return open.innermost;
}

/** Below this many tensors a scope does not look for those that are gone. */
const TIDY_LENGTH = 1024;

/**
 * Frees every tensor that was made while it was the innermost scope, when it is disposed.
 *
 * Tensors that `keep` names stay: those given to the scope's own `keep` go to the scope around it.
 *
 * @throws Error  from dispose, if a scope opened later is still open
 * @example
 * {
 *   using scope = new Scope();
 *   const y = mul(tensor([1, 2]), 3);
 *   scope.keep(y);
 * } // the product lives on, the factor is freed
 */
export class Scope {
  #tensors: Tensor[] = [];
  #limit = TIDY_LENGTH;
  #parent: Scope | null;
  #open = true;

  constructor() {
    this.#parent = open.innermost;
    open.innermost = this;
  }

  /** Moves a tensor of this scope to the one around it, or out of all scopes; others are left alone. */
  keep<T extends Tensor>(tensor: T): T {
    if (tensor.scope === this) tensor.moveTo(this.#parent);
    return tensor;
  }

  /** @internal */
  add(tensor: Tensor): void {
    const tensors = this.#tensors;
    tensors.push(tensor);
    if (tensors.length > this.#limit) {
      this.#tensors = tensors.filter((member) => member.scope === this);
      this.#limit = Math.max(TIDY_LENGTH, 2 * this.#tensors.length);
    }
  }

  /** Closes the scope and frees its tensors, newest first. */
  [Symbol.dispose](): void {
    if (!this.#open) return;
    this.#open = false;
    const nested = open.innermost !== this;
    if (nested) Scope.#unlink(this);
    else open.innermost = this.#parent;
    const tensors = this.#tensors;
    this.#tensors = [];
    for (let i = tensors.length - 1; i >= 0; i--) {
      const tensor = tensors[i]!;
      if (tensor.scope === this) tensor.dispose();
    }
    if (nested) {
      throw new Error(
        'Scope: scopes must close in the reverse order of opening, got one that closes before a later one. ' +
          'Await one asynchronous tidy() before the next starts.',
      );
    }
  }

  /** Takes a scope that is not the innermost out of the chain of open ones. */
  static #unlink(scope: Scope): void {
    for (let inner = open.innermost; inner !== null; inner = inner.#parent) {
      if (inner.#parent === scope) inner.#parent = scope.#parent;
    }
  }
}
