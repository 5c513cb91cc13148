// Dotted names of state in the outermost module so far.

/** The better of two names: a module around gives a longer one; that inside a part of it is not taken for better. */
export function longerPath(known: string, path: string): string {
  return depth(path) > depth(known) ? path : known;
}

function depth(path: string): number {
  return path === '' ? 0 : path.split('.').length;
}
