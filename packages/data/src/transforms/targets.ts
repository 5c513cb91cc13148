// Labels as probabilities, for transforms that mix or smooth them.
import type { Samples } from './transform.js';

/** [N, classes]: the targets of samples, 1 for the class of each unless they were mixed already. */
export function targetsOf({ targets, labels, classes }: Samples): Float32Array {
  if (targets !== null) return targets;
  const made = new Float32Array(labels.length * classes);
  labels.forEach((label, row) => {
    made[row * classes + label] = 1;
  });
  return made;
}

/** Row by row: share of this row's own target, the rest from that of its partner. */
export function mixTargets(
  samples: Samples,
  partners: Int32Array,
  shares: Float64Array,
): Float32Array {
  const { classes } = samples;
  const targets = targetsOf(samples);
  const mixed = new Float32Array(targets.length);
  for (let row = 0; row < partners.length; row += 1) {
    const [own, other] = [row * classes, partners[row]! * classes];
    for (let k = 0; k < classes; k += 1) {
      mixed[own + k] = shares[row]! * targets[own + k]! + (1 - shares[row]!) * targets[other + k]!;
    }
  }
  return mixed;
}
