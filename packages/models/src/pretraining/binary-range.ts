// The check of what enters binary units.
import { ArgumentError, max, min, type Tensor } from '@evenkeel/tensor';

/** Refuses data that cannot be the probabilities of binary units. */
export function checkProbabilities(op: string, x: Tensor): void {
  const low = min(x).item();
  const high = max(x).item();
  if (low >= 0 && high <= 1) return;
  throw new ArgumentError({
    op,
    argument: 'x',
    expected: 'from 0 to 1 for binary visible units',
    received: `numbers from ${low} to ${high}`,
    hint: "Leave the loader's normalize out, or take visible: 'gaussian'.",
  });
}
