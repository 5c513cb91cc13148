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
 * Each column is summed with weights that differ from row to row; units whose sums differ by at most 1e-6 of the
 * magnitude of their terms are taken as equal.
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
  return twins(signatures, magnitudes) / units;
}

/** How many units have a neighbor in the order of their sums that is equal to them. */
function twins(signatures: Float64Array, magnitudes: Float64Array): number {
  const order = Uint32Array.from(signatures, (_, unit) => unit);
  order.sort((a, b) => signatures[a]! - signatures[b]!);
  // Each beside its own magnitude: on a common scale, one unit that explodes would make twins of all others.
  const near = (i: number): boolean => {
    const [a, b] = [order[i]!, order[i + 1]!];
    const magnitude = Math.min(magnitudes[a]!, magnitudes[b]!);
    return Math.abs(signatures[b]! - signatures[a]!) <= tolerance * magnitude;
  };
  let count = 0;
  for (let i = 0; i < order.length; i++) if (near(i) || (i > 0 && near(i - 1))) count += 1;
  return count;
}
