import { within } from './checks.js';
import { targetsOf } from './targets.js';
import type { Transform } from './transform.js';

/**
 * Takes a share of each label and spreads it evenly over all classes: target = (1 - s) t + s / classes.
 *
 * The option `labelSmoothing` of `crossEntropy` does the same to every batch; this one can stand in a chain, behind `mixup`.
 *
 * @param share  s, from 0 to 1
 * @returns  a transform of samples of any shape; labels become probabilities [N, classes]
 * @throws ArgumentError  a share outside of 0 to 1
 * @see Szegedy et al. 2016, "Rethinking the Inception architecture for computer vision", section 7
 * @example
 * const set = dataset({ name: 'one', images: Uint8Array.of(0), labels: Uint8Array.of(1), shape: [1, 1, 1], classes: 2 });
 * loader(set, { batch: 1, transform: smoothLabels(0.1) }).next().y.dataSync(); // [0.05, 0.95]
 */
export function smoothLabels(share: number): Transform {
  within('smoothLabels', ['share', share], { least: 0, most: 1 });
  return (samples) => ({
    ...samples,
    targets: targetsOf(samples).map((target) => (1 - share) * target + share / samples.classes),
  });
}
