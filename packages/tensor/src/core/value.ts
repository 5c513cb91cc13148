// A value is a buffer of a back end with a shape, counted by reference. Tensors, the tape and gradients share values;
// nothing outside this package sees one.
import type { Backend, DType, Handle, KernelArgs, KernelName } from '@evenkeel/kernels';
import { sizeOf, type Shape } from './shape.js';

/**
 * An immutable view of a buffer. It starts with one reference, which belongs to whoever made it;
 * the buffer is freed when the last one is given back.
 */
export class Value {
  readonly backend: Backend;
  readonly dtype: DType;
  readonly shape: Shape;
  readonly size: number;
  readonly handle: Handle;
  /** The value whose buffer this one borrows, or null if it owns the buffer. */
  readonly base: Value | null;
  refs = 1;

  constructor(source: Backend | Value, dtype: DType, shape: Shape) {
    this.dtype = dtype;
    this.shape = shape;
    if (source instanceof Value) {
      this.base = source.base ?? source;
      this.base.refs++;
      this.backend = source.backend;
      this.size = source.size;
      this.handle = source.handle;
    } else {
      this.base = null;
      this.backend = source;
      this.size = sizeOf(shape);
      this.handle = source.alloc(dtype, this.size);
    }
  }

  retain(): this {
    this.refs++;
    return this;
  }

  release(): void {
    if (--this.refs > 0) return;
    if (this.base !== null) this.base.release();
    else this.backend.free(this.handle);
  }

  /** Whether no one else can see the buffer, so that it may be written in place. */
  exclusive(references: number): boolean {
    return this.base === null && this.refs === references;
  }
}

/** Values made while gradients are computed; the tape frees them after each op. Null outside of backward(). */
let temporaries: Value[] | null = null;

export function setTemporaries(list: Value[] | null): void {
  temporaries = list;
}

/** A new float buffer on the back end of `like`. */
export function allocate(like: Value, shape: Shape): Value {
  return track(new Value(like.backend, 'float', shape));
}

/** The same buffer under another shape of the same size. */
export function reshaped(value: Value, shape: Shape): Value {
  return track(new Value(value, value.dtype, shape));
}

export function allocateAs(like: Value, dtype: DType, shape: Shape): Value {
  return track(new Value(like.backend, dtype, shape));
}

/**
 * Runs a kernel that looks at its data and may refuse it: then `made`, which it was to fill, is freed.
 */
export function runOrFree<K extends KernelName>(made: Value, name: K, args: KernelArgs<K>): void {
  try {
    made.backend.run(name, args);
  } catch (error) {
    // While gradients are computed the tape frees it.
    if (temporaries === null) made.release();
    throw error;
  }
}

function track(value: Value): Value {
  if (temporaries !== null) temporaries.push(value);
  return value;
}
