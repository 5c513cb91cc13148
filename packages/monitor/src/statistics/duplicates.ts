// Units that compute the same: what starts equal stays equal, since equal units get equal gradients.

/** Relative difference of two signatures up to which units count as equal. */
const tolerance = 1e-6;

/** Numbers in rows of C: an example (and place) each, a column for each unit. */
export interface Rows {
  readonly values: Float32Array | Float64Array;
  /** C */
  readonly units: number;
}

/**
 * Share of the units whose column equals that of another unit, up to rounding.
 *
 * Each column is summed with weights that differ from row to row; units whose sums differ by less than 1e-6 of the
 * mean magnitude of such a sum are taken as equal.
 *
 * @returns  from 0 (all differ) to 1 (each has a twin); 0 with a single unit
 */
export function duplicateShare({ values, units }: Rows): number {
  if (units < 2 || values.length === 0) return 0;
  const signatures = new Float64Array(units);
  const magnitudes = new Float64Array(units);
  const rows = values.length / units;
  for (let row = 0; row < rows; row++) {
    const weight = 0.5 + ((row * 0.618033988749895 + 0.377) % 1);
    for (let unit = 0; unit < units; unit++) {
      const term = weight * values[row * units + unit]!;
      signatures[unit]! += term;
      magnitudes[unit]! += Math.abs(term);
    }
  }
  const scale = magnitudes.reduce((sum, magnitude) => sum + magnitude, 0) / units;
  return twins(signatures.sort(), tolerance * scale) / units;
}

/** How many of the sorted numbers have a neighbour within `reach`. */
function twins(sorted: Float64Array, reach: number): number {
  const near = (i: number): boolean => sorted[i + 1]! - sorted[i]! <= reach;
  let count = 0;
  for (let i = 0; i < sorted.length; i++) if (near(i) || (i > 0 && near(i - 1))) count += 1;
  return count;
}
