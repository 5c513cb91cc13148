// Finds the op that makes the first NaN or infinity out of finite numbers.
import { formatShape, type Shape } from '../core/shape.js';
import { setObserver, type OpObserver } from '../core/observer.js';
import type { Tensor } from '../core/tensor.js';
import type { Value } from '../core/value.js';
import { isPromise } from '../core/grad-mode.js';
import { ArgumentError } from '../core/errors.js';
import { currentLayer } from './layer-path.js';

/** Where the first number that is not finite came from. */
export interface NonFinite {
  readonly op: string;
  /** `backward` if it was a gradient that the op computed. */
  readonly pass: 'forward' | 'backward';
  /** Dotted path of the layer, as far as layers said so by `inLayer`. */
  readonly path: string | null;
  readonly shape: Shape;
  /** Place of the element in row-major order. */
  readonly index: number;
  /** NaN, Infinity or -Infinity. */
  readonly value: number;
  /** All of it in a sentence. */
  readonly message: string;
}

/**
 * An op made a NaN or an infinity out of finite numbers, at debug level 3.
 *
 * @example
 * const { first } = withNonFiniteCheck(() => log(tensor([0])));
 * new NonFiniteError(first).message; // 'log: log gave -Infinity at element 0 of [1] from finite inputs.'
 */
export class NonFiniteError extends Error {
  readonly first: NonFinite;

  constructor(first: NonFinite) {
    super(`${first.op}: ${first.message}`);
    this.name = 'NonFiniteError';
    this.first = first;
  }
}

/** Looks at each op and calls `found` for those that make something that is not finite. */
export function nonFiniteObserver(found: (report: NonFinite) => void): OpObserver {
  return {
    forward(op: string, inputs: readonly Tensor[], output: Value): void {
      const bad = firstNonFinite(output);
      if (bad === null) return;
      const finite = inputs.every(({ value }) => value === null || firstNonFinite(value) === null);
      if (finite) found(reportOf({ op, pass: 'forward', ...bad, shape: output.shape }));
    },
    backward(node, _i, gradient): void {
      const bad = firstNonFinite(gradient);
      if (bad === null || (node.gradient !== null && firstNonFinite(node.gradient) !== null))
        return;
      const op = node.operation.name;
      found(reportOf({ op, pass: 'backward', ...bad, shape: gradient.shape }));
    },
  };
}

/**
 * Runs `fn` and looks at what every op gives, forward and backward.
 *
 * It reads every result back, so it is slow: for a step that is known to go wrong.
 *
 * @param fn  synchronous
 * @returns  what `fn` returned, and the first op whose output is not finite though its inputs are, or null
 * @throws ArgumentError  if `fn` is asynchronous
 * @example
 * const { first } = withNonFiniteCheck(() => log(sub(tensor([1, 2]), 2)));
 * first.op; // 'log'
 */
export function withNonFiniteCheck<T>(fn: () => T): { result: T; first: NonFinite | null } {
  const found: NonFinite[] = [];
  const before = setObserver(nonFiniteObserver((report) => found.push(report)));
  try {
    const result = fn();
    if (isPromise(result)) {
      const rule = { argument: 'fn', expected: 'synchronous', received: 'a promise' };
      throw new ArgumentError({ op: 'withNonFiniteCheck', ...rule });
    }
    return { result, first: found[0] ?? null };
  } finally {
    setObserver(before);
  }
}

function firstNonFinite(value: Value): { index: number; value: number } | null {
  if (value.dtype !== 'float') return null;
  const numbers = value.backend.read(value.handle, 'float', value.size);
  const index = numbers.findIndex((number) => !Number.isFinite(number));
  return index < 0 ? null : { index, value: numbers[index]! };
}

function reportOf(found: Omit<NonFinite, 'message' | 'path'>): NonFinite {
  const { op, pass, index, value, shape } = found;
  const path = currentLayer();
  const what = pass === 'forward' ? op : `the gradient of ${op}`;
  const where = path === null ? '' : ` in layer ${path}`;
  const place = `element ${index} of ${formatShape(shape)}`;
  const message = `${what}${where} gave ${value} at ${place} from finite inputs.`;
  return { op, pass, index, value, shape, path, message };
}
