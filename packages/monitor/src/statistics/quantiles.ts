// Quantiles without sorting: only what lies around each rank is put in order.

/**
 * Quantiles, linear between two ranks: of n numbers in order, quantile q stands at rank q (n - 1).
 *
 * @param values  finite numbers in any order; they are rearranged
 * @param shares  q from 0 to 1, ascending
 * @returns  one number for each share; NaN without values
 */
export function quantiles(
  values: Float32Array | Float64Array,
  shares: readonly number[],
): number[] {
  const last = values.length - 1;
  let from = 0;
  return shares.map((share) => {
    if (last < 0) return Number.NaN;
    const rank = share * last;
    const below = Math.floor(rank);
    const low = select(values, from, below);
    from = below;
    if (below === rank) return low;
    return low + (rank - below) * (smallestFrom(values, below + 1) - low);
  });
}

/** Hoare's selection: moves the number of rank `k` to its place; all before `from` are no larger than the rest. */
function select(values: Float32Array | Float64Array, from: number, k: number): number {
  let left = from;
  let right = values.length - 1;
  while (left < right) {
    const pivot = medianOfThree(values[left]!, values[(left + right) >> 1]!, values[right]!);
    let i = left;
    let j = right;
    while (i <= j) {
      while (values[i]! < pivot) i += 1;
      while (values[j]! > pivot) j -= 1;
      if (i > j) break;
      const swapped = values[i]!;
      values[i] = values[j]!;
      values[j] = swapped;
      i += 1;
      j -= 1;
    }
    if (k <= j) right = j;
    else if (k >= i) left = i;
    else break;
  }
  return values[k]!;
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

function smallestFrom(values: Float32Array | Float64Array, start: number): number {
  let smallest = values[start]!;
  for (let i = start + 1; i < values.length; i++) if (values[i]! < smallest) smallest = values[i]!;
  return smallest;
}
