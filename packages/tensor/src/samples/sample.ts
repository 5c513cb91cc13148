// What samples of an op are made of: good calls with random inputs, and bad ones with the message they must raise.
// Generic suites run gradient checks and back-end comparisons over all of them.
import type { Shape } from '../core/shape.js';
import type { Tensor } from '../core/tensor.js';

/** Random numbers for one argument. */
export interface FloatInput {
  readonly kind: 'float';
  readonly shape: Shape;
  /** Default -2. */
  readonly low?: number;
  /** Default 2. */
  readonly high?: number;
  /** Places where the op has a kink: no element lies within 0.05 of one. */
  readonly kinks?: readonly number[];
  /** Whether all elements differ by 0.05 at least, for ops that choose one of them. Default false. */
  readonly distinct?: boolean;
  /** Whether the op takes it as a constant, without a gradient. Default false. */
  readonly constant?: boolean;
}

/** Given numbers. */
export interface IndexInput {
  readonly kind: 'int32';
  readonly shape: Shape;
  readonly values: readonly number[];
}

export type Input = FloatInput | IndexInput;

/** A call that must work, and whose gradient is checked. */
export interface GoodSample {
  readonly name: string;
  readonly inputs: Readonly<Record<string, Input>>;
  readonly call: (inputs: Readonly<Record<string, Tensor>>) => Tensor;
}

/** A call that must throw, and the whole message. */
export interface BadSample {
  readonly name: string;
  readonly call: () => unknown;
  readonly message: string;
}

export interface OpSamples {
  readonly good: readonly GoodSample[];
  readonly bad: readonly BadSample[];
  /** Default true; false for comparisons and indices. */
  readonly differentiable?: boolean;
}

/** A float argument. */
export function float(shape: Shape, options: Omit<FloatInput, 'kind' | 'shape'> = {}): FloatInput {
  return { kind: 'float', shape, ...options };
}

/** An int32 argument. */
export function int32(shape: Shape, values: readonly number[]): IndexInput {
  return { kind: 'int32', shape, values };
}

/** A good sample whose call knows the names of its inputs. */
export function good<const I extends Readonly<Record<string, Input>>>(
  name: string,
  inputs: I,
  call: (inputs: { readonly [K in keyof I]: Tensor }) => Tensor,
): GoodSample {
  return { name, inputs, call: call as GoodSample['call'] };
}

/** A bad sample. */
export function bad(name: string, call: () => unknown, message: string): BadSample {
  return { name, call, message };
}
