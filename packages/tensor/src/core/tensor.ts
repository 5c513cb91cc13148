// The tensor: what users hold. A tensor is a handle on a value, which it gives back when it is disposed.
import type { Backend, Handle } from '@evenkeel/kernels';
import { backend } from './backends.js';
import { backward, type BackwardOptions } from './backward.js';
import { ArgumentError } from './errors.js';
import { addInto, copyInto, type Node } from './node.js';
import { counts, currentScope, unwatch, watch, type Holding, type Scope } from './ownership.js';
import { recording, type Recording } from './recording.js';
import { formatShape, sizeOf, type Shape } from './shape.js';
import { Value } from './value.js';

/** Element type as users see it; float64 exists only in the reference back end. */
export type TensorDType = 'float32' | 'float64' | 'int32' | 'uint8';

/** By this name Node looks for what `console.log` shows of an object. */
const inspect: unique symbol = Symbol.for('nodejs.util.inspect.custom');

export type TypedArray = Float32Array | Float64Array | Int32Array | Uint8Array;

/** What the constructor takes; a tensor without a value makes it on first use. */
export interface TensorSource {
  readonly shape: Shape;
  readonly value: Value | null;
  /** The op or the creation function. */
  readonly op: string;
  readonly node?: Node | null;
  readonly requiresGrad?: boolean;
  /** Whether another tensor frees this one. */
  readonly unowned?: boolean;
}

/**
 * An n-dimensional array of one back end: contiguous, row-major, immutable.
 *
 * Tensors are made by `tensor`, `zeros`, … and by ops. A tensor made inside a `tidy` or a `Scope` is freed with it;
 * any other by `dispose()` or, in the end, by the garbage collector.
 *
 * @example
 * const x = tensor([[1, 2], [3, 4]]);
 * x.shape; // [2, 2]
 * x.dataSync(); // [1, 2, 3, 4]
 */
export class Tensor {
  readonly shape: Shape;
  /** Number of elements. */
  readonly size: number;
  /** Whether `backward()` computes a gradient for this tensor, or passes through it. */
  requiresGrad: boolean;
  /** The op or the creation function that made it. */
  readonly op: string;
  /** @internal */
  node: Node | null;
  /** @internal Null if disposed, or not yet made. */
  value: Value | null;
  /** @internal The scope that frees this tensor, if any. */
  scope: Scope | null = null;
  #holding: Holding | null = null;
  #grad: Tensor | null = null;
  /** The tensor whose `grad` this is; it must not be collected before its gradient. */
  #gradientOf: Tensor | null = null;
  #disposed = false;

  /** @internal */
  constructor(source: TensorSource) {
    const { value, shape } = source;
    this.shape = shape;
    this.size = value === null ? sizeOf(shape) : value.size;
    this.value = value;
    this.op = source.op;
    this.node = source.node ?? null;
    this.requiresGrad = this.node !== null || source.requiresGrad === true;
    counts.tensors++;
    if (value === null || source.unowned === true) return;
    const scope = currentScope();
    if (scope === null) this.#holding = watch(this, value, this.op);
    else {
      this.scope = scope;
      scope.add(this);
    }
  }

  get dtype(): TensorDType {
    const kind = this.value?.dtype ?? 'float';
    if (kind === 'float') return (this.value?.backend ?? backend()).precision;
    return kind === 'i32' ? 'int32' : 'uint8';
  }

  get disposed(): boolean {
    return this.#disposed;
  }

  /** The back end that holds the elements. */
  get backend(): Backend {
    return this.use('backend', 'tensor').backend;
  }

  /** The buffer, for code that calls kernels itself, such as optimizers. */
  get handle(): Handle {
    return this.use('handle', 'tensor').handle;
  }

  /** The gradient that `backward()` has added up in this leaf, or null. */
  get grad(): Tensor | null {
    return this.#grad;
  }

  /** Puts another tensor, or null, in the place of the gradient, which is freed. */
  set grad(gradient: Tensor | null) {
    if (gradient === this.#grad) return;
    this.#grad?.dispose();
    if (gradient === null) return;
    gradient.leaveOwner();
    gradient.#gradientOf = this;
    this.#grad = gradient;
    if (this.#holding !== null) this.#holding.gradient = gradient.value;
  }

  /**
   * Computes the gradient of this tensor with respect to every leaf that requires grad and adds it to their `grad`.
   *
   * @param gradient  the gradient of what is minimized with respect to this tensor; 1 if left out, for a scalar
   * @param options   `retainGraph = false`: whether a second backward() through the same ops will follow
   * @throws Error  if no input required grad, or the graph was freed by an earlier backward()
   * @throws ShapeError  if `gradient` is missing and this is no scalar, or has another shape
   * @example
   * const w = tensor([1, 2, 3], { requiresGrad: true });
   * sum(square(w)).backward();
   * w.grad.dataSync(); // [2, 4, 6]
   */
  backward(gradient: Tensor | null = null, options: BackwardOptions = {}): void {
    backward(this, gradient, options);
  }

  /** Frees the gradient; the next backward() starts anew. */
  zeroGrad(): void {
    this.grad = null;
  }

  /** The elements in row-major order, as a copy. For back ends that can answer only later. */
  async data(): Promise<TypedArray> {
    return this.dataSync();
  }

  /** The elements in row-major order, as a copy. */
  dataSync(): TypedArray {
    const value = this.use('dataSync', 'tensor');
    return value.backend.read(value.handle, value.dtype, value.size);
  }

  /**
   * The one element of a tensor of size 1.
   *
   * @example
   * mean(tensor([1, 3])).item(); // 2
   */
  item(): number {
    if (this.size !== 1) {
      const received = formatShape(this.shape);
      throw new ArgumentError({ op: 'item', argument: 'tensor', expected: 'of size 1', received });
    }
    return this.dataSync()[0]!;
  }

  /** The same elements, without the graph: gradients stop here. */
  detach(): Tensor {
    const value = this.use('detach', 'tensor').retain();
    return new Tensor({ value, shape: this.shape, op: 'detach' });
  }

  /** Frees the tensor and its gradient. What gradients of later tensors need stays until they have been computed. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.leaveOwner();
    counts.tensors--;
    this.#grad?.dispose();
    if (this.#gradientOf?.grad === this) this.#gradientOf.#forgetGradient();
    this.node?.release();
    this.node = null;
    this.value?.release();
    this.value = null;
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  toString(): string {
    return `Tensor(${this.#disposed ? 'disposed' : this.dtype} ${formatShape(this.shape)})`;
  }

  /**
   * What `console.log` of Node shows: dtype and shape, not what a tensor is made of. Values are not read for it, which would draw a
   * parameter and keep a step from being recorded; `dataSync()` gives them.
   */
  [inspect](): string {
    return this.toString();
  }

  /** For tensors that are made on first use (parameters): gives a tensor of this shape, which is taken over. */
  protected materialize(): Tensor | null {
    return null;
  }

  /** @internal The value behind, for argument `argument` of `op`. */
  use(op: string, argument: string): Value {
    if (this.value !== null) return this.value;
    const made = this.#disposed ? null : this.materialize();
    if (made === null) {
      throw new ArgumentError({
        op,
        argument,
        expected: 'a live tensor',
        received: `a disposed one of shape ${formatShape(this.shape)}`,
        hint: 'Return it from tidy(), or keep() it.',
      });
    }
    this.value = made.use(op, argument).retain();
    made.dispose();
    this.#holding = watch(this, this.value, this.op);
    return this.value;
  }

  /** @internal Hands the tensor to another scope; null leaves it to the garbage collector. */
  moveTo(scope: Scope | null): void {
    this.leaveOwner();
    if (this.#disposed || this.#gradientOf !== null) return;
    this.scope = scope;
    if (scope !== null) scope.add(this);
    else if (this.value !== null) this.#holding = watch(this, this.value, this.op);
  }

  /** @internal */
  leaveOwner(): void {
    this.scope = null;
    if (this.#holding !== null) unwatch(this.#holding);
    this.#holding = null;
  }

  /** @internal Adds a gradient that reached this leaf. */
  receiveGradient(gradient: Value): void {
    const present = this.#grad;
    if (recording !== null) noteGradient(recording, this);
    if (present !== null)
      this.#setGradientValue(present, addInto(present.use('backward', 'grad'), gradient));
    else {
      const { shape } = this;
      this.grad = new Tensor({ shape, value: gradient.retain(), op: 'gradient', unowned: true });
    }
  }

  /** @internal After backward(): gives the gradient a buffer of its own if it shares one. */
  settleGradient(): void {
    const shared = this.#grad?.value ?? null;
    if (this.#grad === null || shared === null || shared.exclusive(1)) return;
    const own = new Value(shared.backend, 'float', this.shape);
    copyInto(own, shared);
    shared.release();
    this.#setGradientValue(this.#grad, own);
  }

  #forgetGradient(): void {
    this.#grad = null;
    if (this.#holding !== null) this.#holding.gradient = null;
  }

  #setGradientValue(gradient: Tensor, value: Value): void {
    gradient.value = value;
    if (this.#holding !== null) this.#holding.gradient = value;
  }
}

/** The first gradient of a recorded pass must find none: what it would be added to is another buffer in each step. */
function noteGradient(notes: Recording, leaf: Tensor): void {
  if (notes.leaves.has(leaf)) return;
  if (leaf.grad !== null) notes.refuse('gradients of the step before were not freed');
  notes.leaves.add(leaf);
}
