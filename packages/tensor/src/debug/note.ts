// Remarks for whoever watches: lines that are printed from debug level 1 on.

let printer: ((line: string) => void) | null = null;

/** Who prints remarks; null for nobody. */
export function setNotePrinter(print: ((line: string) => void) | null): void {
  printer = print;
}

/**
 * Prints a line at debug level 1 and above, for what works but is worth knowing.
 *
 * @param text  a function, so that it costs nothing while nobody watches
 * @example
 * debugNote(() => 'steps are not recorded: the layer counts its calls');
 */
export function debugNote(text: () => string): void {
  if (printer !== null) printer(`evenkeel: ${text()}`);
}
