// One long rise and fall of the rate over the whole training.
import { checkCounts, checkNumbers } from '../settings.js';
import type { Schedule } from './schedule.js';

export interface OneCycleOptions {
  readonly maxLr: number;
  /** Steps of the whole training. */
  readonly steps: number;
  /** Share of the steps that the rise takes; default 0.3. */
  readonly riseShare?: number;
  /** Default 'cosine'. */
  readonly shape?: 'cosine' | 'linear';
  /** The first rate is maxLr / divFactor; default 25. */
  readonly divFactor?: number;
  /** The last rate is the first / finalDivFactor; default 1e4. */
  readonly finalDivFactor?: number;
  /** Fall back to the first rate as fast as it rose, and only then to the last; default false. */
  readonly threePhase?: boolean;
}

interface Phase {
  readonly end: number;
  readonly from: number;
  readonly to: number;
}

/**
 * The 1cycle policy: from first = maxLr / divFactor up to maxLr at step riseShare * steps - 1, then
 * down to first / finalDivFactor at the last step. The ends of the phases need not be whole.
 *
 * @param options  maxLr; steps; see the fields for the others
 * @returns  the learning rate of each step
 * @throws ArgumentError  steps below 2, rates below 0, or a share outside [0, 1)
 * @see Smith & Topin 2018, "Super-convergence"
 * @example
 * oneCycle({ maxLr: 0.4, steps: 10_000 })(0); // 0.016
 */
export function oneCycle(options: OneCycleOptions): Schedule {
  const { maxLr, steps, riseShare = 0.3, shape = 'cosine', threePhase = false } = options;
  const { divFactor = 25, finalDivFactor = 1e4 } = options;
  checkNumbers('oneCycle', { maxLr }, { min: 0 });
  checkNumbers('oneCycle', { divFactor, finalDivFactor }, { min: 0, above: true });
  checkNumbers('oneCycle', { riseShare }, { min: 0, below: 1 });
  checkCounts('oneCycle', { steps }, 2);
  const first = maxLr / divFactor;
  const last = first / finalDivFactor;
  const rise: Phase = { end: riseShare * steps - 1, from: first, to: maxLr };
  const phases: readonly Phase[] = threePhase
    ? [
        rise,
        { end: 2 * riseShare * steps - 2, from: maxLr, to: first },
        { end: steps - 1, from: first, to: last },
      ]
    : [rise, { end: steps - 1, from: maxLr, to: last }];
  const mix = shape === 'cosine' ? cosineMix : linearMix;
  return (step) => {
    let start = 0;
    for (const { end, from, to } of phases) {
      if (step <= end) return mix(from, to, end > start ? (step - start) / (end - start) : 1);
      start = end;
    }
    return last;
  };
}

const linearMix = (from: number, to: number, share: number) => from + (to - from) * share;

const cosineMix = (from: number, to: number, share: number) =>
  to + ((from - to) / 2) * (1 + Math.cos(Math.PI * share));
