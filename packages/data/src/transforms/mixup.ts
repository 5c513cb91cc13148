import { betas } from './beta.js';
import { refuse, sizeOf } from './checks.js';
import { mixTargets } from './targets.js';
import type { Transform } from './transform.js';

export interface MixOptions {
  /** Of Beta(alpha, alpha), which the share is drawn from: 1 for an even draw, smaller to mix less. 1 unless given. */
  readonly alpha?: number;
}

/**
 * Mixes each sample with another one of the batch, and their labels likewise.
 *
 * y[n] = s x[n] + (1 - s) x[m], target[n] = s t[n] + (1 - s) t[m], with s drawn from Beta(alpha, alpha) for each sample and m from
 * a permutation of the batch. Labels become probabilities [N, classes], which `crossEntropy` takes.
 *
 * @param options  alpha = 1
 * @returns  a transform of samples of any shape
 * @throws ArgumentError  an alpha that is not positive
 * @see Zhang, Cissé, Dauphin & Lopez-Paz 2018, "mixup: beyond empirical risk minimization"
 * @example
 * const set = drawDigits({ count: 4 });
 * const { y } = loader(set, { batch: 4, transform: mixup({ alpha: 0.2 }) }).next();
 * y.shape; // [4, 10]
 */
export function mixup(options: MixOptions = {}): Transform {
  const alpha = positive('mixup', options.alpha ?? 1);
  return (samples, generator) => {
    const { labels, shape, values } = samples;
    const size = sizeOf(shape);
    const partners = generator.fork('partners').permutation(labels.length);
    const shares = betas(generator.fork('shares'), labels.length, alpha);
    const mixed = new Float32Array(values.length);
    for (let row = 0; row < labels.length; row += 1) {
      const share = shares[row]!;
      const [own, other] = [row * size, partners[row]! * size];
      for (let i = 0; i < size; i += 1) {
        mixed[own + i] = share * values[own + i]! + (1 - share) * values[other + i]!;
      }
    }
    return { ...samples, values: mixed, targets: mixTargets(samples, partners, shares) };
  };
}

/** An alpha that Beta takes. */
export function positive(op: string, alpha: number): number {
  if (alpha > 0 && alpha < Infinity) return alpha;
  return refuse(op, ['alpha', 'a positive number', String(alpha)]);
}
