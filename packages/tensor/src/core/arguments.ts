// Checks that ops make of their tensor arguments before anything else.
import { ArgumentError, shownKind } from './errors.js';
import { Tensor } from './tensor.js';
import type { Value } from './value.js';

/** The value of a tensor argument; an error if it is no tensor, or no longer one. */
export function valueOf(tensor: Tensor, op: string, argument: string): Value {
  return tensor?.value ?? resolve(tensor, op, argument);
}

function resolve(tensor: unknown, op: string, argument: string): Value {
  if (tensor instanceof Tensor) return tensor.use(op, argument);
  throw new ArgumentError({
    op,
    argument,
    expected: 'a tensor',
    received: shownKind(tensor),
    hint: 'tensor(values) makes one.',
  });
}

/** The value of a floating-point argument. */
export function floatOf(tensor: Tensor, op: string, argument: string): Value {
  const value = valueOf(tensor, op, argument);
  if (value.dtype !== 'float') refuseDType(tensor, { op, argument, expected: 'a float tensor' });
  return value;
}

/** The value of an argument that holds indices. */
export function indicesOf(tensor: Tensor, op: string, argument: string): Value {
  const value = valueOf(tensor, op, argument);
  if (value.dtype !== 'i32') refuseDType(tensor, { op, argument, expected: 'an int32 tensor' });
  return value;
}

function refuseDType(
  tensor: Tensor,
  rule: { op: string; argument: string; expected: string },
): never {
  throw new ArgumentError({ ...rule, received: tensor.dtype });
}

/** Refuses an argument that lives on another back end than the first one. */
export function sameBackend(
  first: Value,
  other: Value,
  site: { op: string; argument: string },
): void {
  if (first.backend === other.backend) return;
  throw new ArgumentError({
    ...site,
    expected: `on the back end of the other arguments (${first.backend.name} ${first.backend.precision})`,
    received: `one on ${other.backend.name} ${other.backend.precision}`,
    hint: 'Copy it: tensor(await x.data(), { shape: x.shape }).',
  });
}
