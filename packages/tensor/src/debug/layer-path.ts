// Which layer runs, for reports. Layers say so; nobody is asked to.

const path: string[] = [];

/**
 * Runs `fn` as the layer called `name`: reports of what goes wrong inside name its dotted path.
 *
 * @param name  such as 'hidden'; empty for none
 * @param fn    synchronous
 * @returns  what `fn` returns
 * @example
 * const bad = () => inLayer('hidden', () => log(tensor([-1])));
 * withNonFiniteCheck(bad).first.path; // 'hidden'
 */
export function inLayer<T>(name: string, fn: () => T): T {
  path.push(name);
  try {
    return fn();
  } finally {
    path.pop();
  }
}

/** The dotted path of the layers that run now, or null outside of all. */
export function currentLayer(): string | null {
  const named = path.filter((name) => name !== '');
  return named.length === 0 ? null : named.join('.');
}
