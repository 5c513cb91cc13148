// Comparing results bit for bit.
import type { Outputs } from '@evenkeel/kernels/cases';

/** The first element of any result whose bits differ, in words; null if there is none. NaN is NaN, whatever its bits. */
export function firstDifferentBits(got: Outputs, want: Outputs): string | null {
  for (const [name, values] of Object.entries(want)) {
    const other = got[name]!;
    for (let i = 0; i < values.length; i++) {
      if (!Object.is(values[i], other[i])) return `${name}[${i}] is ${other[i]}, not ${values[i]}`;
    }
  }
  return null;
}
