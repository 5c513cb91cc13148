// Scopes as a function: what is made inside is freed, what is returned is not.
import { isPromise } from './grad-mode.js';
import { Scope } from './ownership.js';
import { Tensor } from './tensor.js';

/**
 * Runs `fn` and frees every tensor made inside, except those that it returns or that `keep` names.
 *
 * Tensors are looked for in the returned value itself and inside arrays, maps, sets and plain objects. If `fn` is
 * asynchronous, the scope stays open until its promise settles; two asynchronous scopes must not overlap.
 * Gradients of leaves stay.
 *
 * @param fn  synchronous or asynchronous
 * @returns  what `fn` returns
 * @example
 * const norm = tidy(() => sqrt(sum(square(tensor([3, 4])))));
 * norm.item(); // 5
 */
export function tidy<T>(fn: () => T): T {
  const scope = new Scope();
  let result: T;
  try {
    result = fn();
  } catch (error) {
    scope[Symbol.dispose]();
    throw error;
  }
  if (isPromise(result)) return settle(scope, result) as T;
  keepReturned(scope, result);
  scope[Symbol.dispose]();
  return result;
}

async function settle(scope: Scope, promise: Promise<unknown>): Promise<unknown> {
  try {
    const result = await promise;
    keepReturned(scope, result);
    return result;
  } finally {
    scope[Symbol.dispose]();
  }
}

/**
 * Takes a tensor out of its scope: it lives until `dispose()`, or until nothing refers to it any more.
 *
 * @param tensor  made in the scope
 * @returns  the same tensor
 * @example
 * const kept = [];
 * tidy(() => {
 *   kept.push(keep(zeros([2])));
 * });
 * kept[0].dataSync(); // [0, 0]
 */
export function keep<T extends Tensor>(tensor: T): T {
  if (tensor.scope !== null) tensor.moveTo(null);
  return tensor;
}

function keepReturned(scope: Scope, result: unknown): void {
  if (result instanceof Tensor) scope.keep(result);
  else if (typeof result === 'object' && result !== null) keepInside(scope, result);
}

/** Looks through containers; each one is visited once, in case they contain each other. */
function keepInside(scope: Scope, container: object): void {
  const seen = new Set<object>([container]);
  for (const object of seen) {
    for (const member of membersOf(object)) {
      if (member instanceof Tensor) scope.keep(member);
      else if (typeof member === 'object' && member !== null) seen.add(member);
    }
  }
}

function membersOf(object: object): Iterable<unknown> {
  if (Array.isArray(object) || object instanceof Set) return object as Iterable<unknown>;
  if (object instanceof Map) return object.values();
  const prototype: unknown = Object.getPrototypeOf(object);
  return prototype === Object.prototype || prototype === null ? Object.values(object) : [];
}
