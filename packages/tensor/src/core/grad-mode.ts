// Whether ops record what gradients need.

/** Number of noGrad() calls that are open; recording is on at 0. */
let depth = 0;

export function gradEnabled(): boolean {
  return depth === 0;
}

/** Whether `value` is what an async function returns. */
export function isPromise(value: unknown): value is Promise<unknown> {
  return value instanceof Promise;
}

/**
 * Runs `fn` without recording for gradients; results do not require grad.
 *
 * If `fn` is asynchronous, recording stays off, everywhere, until its promise settles.
 *
 * @param fn  whatever is to be computed
 * @returns  what `fn` returns
 * @example
 * const w = tensor([1, 2], { requiresGrad: true });
 * noGrad(() => mul(w, 2)).requiresGrad; // false
 */
export function noGrad<T>(fn: () => T): T {
  depth++;
  let result: T;
  try {
    result = fn();
  } catch (error) {
    depth--;
    throw error;
  }
  if (isPromise(result)) {
    return result.finally(() => {
      depth--;
    }) as T;
  }
  depth--;
  return result;
}
