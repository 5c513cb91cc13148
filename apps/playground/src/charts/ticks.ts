// Text on the canvases: numbers of axes, and the font.

export const fontFamily = 'system-ui, -apple-system, "Segoe UI", "Liberation Sans", sans-serif';

/** A number of an axis: no more digits than it needs, and a true minus. */
export function tickText(value: number): string {
  const size = Math.abs(value);
  // The steps between ticks add up with rounding errors.
  const rounded = Number(value.toPrecision(6));
  const text =
    size >= 1e5
      ? rounded.toExponential()
      : size >= 1000
        ? rounded.toLocaleString('en-US')
        : String(rounded);
  return text.replace('+', '').replaceAll('-', '\u2212');
}
