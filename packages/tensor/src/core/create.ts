// Tensors from numbers.
import type { Backend, DType } from '@evenkeel/kernels';
import { backend } from './backends.js';
import { ArgumentError, ShapeError, shownKind } from './errors.js';
import { checkedShape, formatShape, sizeOf, type Shape } from './shape.js';
import { Tensor, type TypedArray } from './tensor.js';
import { Value } from './value.js';

/** Numbers in nested arrays of equal lengths, outermost axis first; the innermost may be typed arrays. */
export type NestedNumbers = number | TypedArray | readonly NestedNumbers[];

/** dtypes that can be asked for; `float` is what the back end computes in. */
export type CreationDType = 'float' | 'float32' | 'float64' | 'int32' | 'uint8';

export interface CreationOptions {
  /** Default: float, or that of the typed array given. */
  readonly dtype?: CreationDType;
  /** Whether backward() adds up a gradient for it. Default false. */
  readonly requiresGrad?: boolean;
}

export interface TensorOptions extends CreationOptions {
  /** Default: that of the nested arrays, or one axis. */
  readonly shape?: Shape;
}

/**
 * A tensor of given numbers.
 *
 * @param values   a number, nested arrays, or a typed array, which is copied. Int32Array and Uint8Array keep their
 *                 type, everything else becomes float
 * @param options  shape: default that of the nesting; dtype; requiresGrad = false
 * @returns  a tensor of that shape
 * @throws ShapeError  if the rows differ in length, or the shape holds another number of elements
 * @throws ArgumentError  if an integer type cannot hold a value, or integers are to require grad
 * @example
 * tensor([[1, 2, 3], [4, 5, 6]]).shape; // [2, 3]
 * tensor(new Float32Array(6), { shape: [3, 2] }).shape; // [3, 2]
 * tensor([3, 1], { dtype: 'int32' }).dtype; // 'int32'
 */
export function tensor(values: NestedNumbers | TypedArray, options: TensorOptions = {}): Tensor {
  if (Array.isArray(options)) {
    const rule = { argument: 'options', expected: 'an object such as { shape: [2, 2] }' };
    throw new ArgumentError({ op: 'tensor', ...rule, received: 'an array' });
  }
  const target = backend();
  const dtype = kernelDType(options.dtype ?? naturalDType(values), target);
  const nesting = shapeOfValues(values);
  const shape = options.shape === undefined ? nesting : checkedShape(options.shape, 'tensor');
  if (sizeOf(shape) !== sizeOf(nesting)) {
    throw new ShapeError({
      op: 'tensor',
      argument: 'shape',
      expected: `of ${sizeOf(nesting)} elements, as many as there are values`,
      received: formatShape(shape),
    });
  }
  const flat = ArrayBuffer.isView(values) ? values : flatten(values, sizeOf(nesting));
  return fromArray(converted(flat, dtype, target), { shape, dtype, options });
}

/**
 * A tensor of zeros.
 *
 * @param shape    lengths of the axes
 * @param options  dtype = float, requiresGrad = false
 * @returns  a tensor of that shape
 * @throws ShapeError  lengths that are no whole numbers from 0 on
 * @throws ArgumentError  requiresGrad for integers
 * @example
 * zeros([2, 2]).dataSync(); // [0, 0, 0, 0]
 */
export function zeros(shape: Shape, options: CreationOptions = {}): Tensor {
  return filled('zeros', { shape, value: 0, options });
}

/**
 * A tensor of ones.
 *
 * @param shape    lengths of the axes
 * @param options  dtype = float, requiresGrad = false
 * @returns  a tensor of that shape
 * @throws ShapeError  lengths that are no whole numbers from 0 on
 * @throws ArgumentError  requiresGrad for integers
 * @example
 * ones([3]).dataSync(); // [1, 1, 1]
 */
export function ones(shape: Shape, options: CreationOptions = {}): Tensor {
  return filled('ones', { shape, value: 1, options });
}

/**
 * A tensor whose elements are all `value`.
 *
 * @param shape    lengths of the axes
 * @param value    any number
 * @param options  dtype = float, requiresGrad = false
 * @returns  a tensor of that shape
 * @throws ShapeError  lengths that are no whole numbers from 0 on
 * @throws ArgumentError  requiresGrad for integers
 * @example
 * full([2], 0.5).dataSync(); // [0.5, 0.5]
 */
export function full(shape: Shape, value: number, options: CreationOptions = {}): Tensor {
  return filled('full', { shape, value, options });
}

/**
 * The numbers 0, 1, …, n - 1.
 *
 * @param n        how many
 * @param options  dtype = float, requiresGrad = false
 * @returns  [n]
 * @throws ShapeError  lengths that are no whole numbers from 0 on
 * @throws ArgumentError  requiresGrad for integers
 * @example
 * arange(4).dataSync(); // [0, 1, 2, 3]
 */
export function arange(n: number, options: CreationOptions = {}): Tensor {
  const [length] = checkedShape([n], 'arange', 'n');
  return tensor(
    Array.from({ length: length! }, (_, i) => i),
    options,
  );
}

function filled(op: string, of: { shape: Shape; value: number; options: CreationOptions }): Tensor {
  const { options } = of;
  const shape = checkedShape(of.shape, op);
  const target = backend();
  const dtype = kernelDType(options.dtype ?? 'float', target);
  if (dtype !== 'float') {
    const flat = new Float64Array(sizeOf(shape)).fill(of.value);
    return fromArray(converted(flat, dtype, target), { shape, dtype, options });
  }
  const value = new Value(target, 'float', shape);
  if (value.size > 0) target.run('fill', { y: value.handle, n: value.size, value: of.value });
  return new Tensor({ shape, value, op, requiresGrad: options.requiresGrad === true });
}

interface Contents {
  readonly shape: Shape;
  readonly dtype: DType;
  readonly options: CreationOptions;
}

function fromArray(data: TypedArray, { shape, dtype, options }: Contents): Tensor {
  const requiresGrad = options.requiresGrad === true;
  if (requiresGrad && dtype !== 'float') {
    const received = `true for ${dtype === 'i32' ? 'int32' : 'uint8'}`;
    const rule = { argument: 'requiresGrad', expected: 'false for integers', received };
    throw new ArgumentError({ op: 'tensor', ...rule });
  }
  const target = backend();
  const value = new Value(target, dtype, shape);
  if (data.length > 0) target.write(value.handle, dtype, data);
  return new Tensor({ shape, value, op: 'tensor', requiresGrad });
}

function naturalDType(values: unknown): CreationDType {
  if (values instanceof Int32Array) return 'int32';
  return values instanceof Uint8Array || values instanceof Uint8ClampedArray ? 'uint8' : 'float';
}

function kernelDType(dtype: CreationDType, target: Backend): DType {
  if (dtype === 'int32') return 'i32';
  if (dtype === 'uint8') return 'u8';
  if (dtype !== 'float' && dtype !== target.precision) {
    throw new ArgumentError({
      op: 'tensor',
      argument: 'dtype',
      expected: `float, ${target.precision}, int32 or uint8 on the ${target.name} back end`,
      received: dtype,
    });
  }
  return 'float';
}

function shapeOfValues(values: NestedNumbers | TypedArray): Shape {
  if (ArrayBuffer.isView(values)) {
    // Those of 64-bit integers, and a DataView, hold no numbers.
    if (typeof (values[0] ?? 0) !== 'number' || values.length === undefined) refuseValues(values);
    return [values.length];
  }
  const shape: number[] = [];
  let level: NestedNumbers | undefined = values;
  for (; isList(level); level = level[0]) shape.push(level.length);
  return shape;
}

/** Reads nested arrays in row-major order and checks that every row is as long as the first. */
function flatten(values: NestedNumbers, size: number): Float64Array {
  const flat = new Float64Array(size);
  const shape = shapeOfValues(values);
  let next = 0;
  const read = (level: NestedNumbers | undefined, depth: number): void => {
    if (!isList(level) && typeof level !== 'number') refuseValues(level);
    if (isList(level) && level.length === shape[depth]) {
      for (const member of level) read(member, depth + 1);
    } else if (typeof level === 'number' && depth === shape.length) flat[next++] = level;
    else {
      const expected = `nested arrays of equal lengths ${formatShape(shape)}`;
      const received = isList(level) ? `a row of ${level.length}` : String(level);
      throw new ShapeError({ op: 'tensor', argument: 'values', expected, received });
    }
  };
  read(values, 0);
  return flat;
}

function isList(level: NestedNumbers | undefined): level is readonly NestedNumbers[] | TypedArray {
  return Array.isArray(level) || ArrayBuffer.isView(level);
}

function refuseValues(received: unknown): never {
  const expected = 'numbers, in nested arrays or a typed array';
  const rule = { argument: 'values', expected, received: shownKind(received) };
  throw new ArgumentError({ op: 'tensor', ...rule });
}

/** The numbers in the array type of the buffer; integers must fit. */
function converted(data: TypedArray, dtype: DType, target: Backend): TypedArray {
  if (dtype === 'float') {
    const wide = target.precision === 'float64';
    if (wide) return data instanceof Float64Array ? data : Float64Array.from(data);
    return data instanceof Float32Array ? data : Float32Array.from(data);
  }
  // Batches of pixels come so: nothing to copy, as the back end does that, and nothing that may not fit.
  if (dtype === 'i32' ? data instanceof Int32Array : data instanceof Uint8Array) return data;
  const typed = dtype === 'i32' ? Int32Array.from(data) : Uint8Array.from(data);
  for (let i = 0; i < typed.length; i++) {
    if (typed[i] !== data[i]) {
      const expected = dtype === 'i32' ? 'whole numbers of 32 bits' : 'whole numbers from 0 to 255';
      throw new ArgumentError({
        op: 'tensor',
        argument: 'values',
        expected,
        received: String(data[i]),
      });
    }
  }
  return typed;
}
