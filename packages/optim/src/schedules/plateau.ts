// The one schedule that has a memory: it lowers the rate when a metric stops getting better.
import { checkCounts, checkNumbers } from '../settings.js';

export interface PlateauOptions {
  readonly baseLr: number;
  /** 'min' (default) for a loss, 'max' for an accuracy. */
  readonly mode?: 'min' | 'max';
  /** What the rate is multiplied by; default 0.1. */
  readonly factor?: number;
  /** Reports without progress that are tolerated; default 10. */
  readonly patience?: number;
  /** Progress smaller than this does not count; default 1e-4. */
  readonly threshold?: number;
  /** 'relative' (default): threshold is a share of the best; 'absolute': a difference from it. */
  readonly thresholdMode?: 'relative' | 'absolute';
  /** Reports after a reduction during which nothing is counted; default 0. */
  readonly cooldown?: number;
  /** Default 0. */
  readonly minLr?: number;
}

/** What a plateau schedule remembers, to be saved with a checkpoint. */
export interface PlateauState {
  readonly lr: number;
  readonly best: number | null;
  readonly bad: number;
  readonly cooling: number;
}

export interface PlateauSchedule {
  /** The rate in force. */
  readonly lr: number;
  /** Reports a metric; returns the rate from now on. */
  report(metric: number): number;
  state(): PlateauState;
  restore(state: PlateauState): void;
}

/** A reduction smaller than this is not made. */
const smallestChange = 1e-8;

/**
 * Multiplies the rate by `factor` after more than `patience` reports without progress.
 *
 * The first metric is the best so far. A later one is better if it is below best * (1 - threshold)
 * ('relative') or best - threshold ('absolute'); with mode 'max', above best * (1 + threshold) or
 * best + threshold. NaN is never better.
 *
 * @param options  baseLr; mode = 'min'; factor = 0.1; patience = 10 reports; threshold = 1e-4; thresholdMode = 'relative'; cooldown = 0 reports; minLr = 0
 * @returns  the schedule, which is told of each metric by `report`
 * @throws ArgumentError  a factor that is not below 1, or another setting outside its range
 * @example
 * const plateau = reduceOnPlateau({ baseLr: 0.1, patience: 0 });
 * plateau.report(2.3); // 0.1
 * plateau.report(2.4); // 0.01
 */
export function reduceOnPlateau(options: PlateauOptions): PlateauSchedule {
  const { baseLr, mode = 'min', factor = 0.1, patience = 10, cooldown = 0, minLr = 0 } = options;
  const { threshold = 1e-4, thresholdMode = 'relative' } = options;
  checkNumbers('reduceOnPlateau', { baseLr, threshold, minLr }, { min: 0 });
  checkNumbers('reduceOnPlateau', { factor }, { min: 0, below: 1 });
  checkCounts('reduceOnPlateau', { patience, cooldown });
  const sign = mode === 'min' ? -1 : 1;
  let state: PlateauState = { lr: baseLr, best: null, bad: 0, cooling: 0 };

  const better = (metric: number, best: number | null) => {
    if (best === null || Number.isNaN(best)) return true;
    const bound =
      thresholdMode === 'relative' ? best * (1 + sign * threshold) : best + sign * threshold;
    return sign * metric > sign * bound;
  };
  const next = (metric: number): PlateauState => {
    let { lr, best, bad, cooling } = state;
    if (better(metric, best)) {
      best = metric;
      bad = 0;
    } else bad++;
    if (cooling > 0) {
      cooling--;
      bad = 0;
    }
    if (bad > patience) {
      const lower = Math.max(lr * factor, minLr);
      if (lr - lower > smallestChange) lr = lower;
      cooling = cooldown;
      bad = 0;
    }
    return { lr, best, bad, cooling };
  };

  return {
    get lr() {
      return state.lr;
    },
    report(metric) {
      state = next(metric);
      return state.lr;
    },
    state: () => state,
    restore(saved) {
      state = saved;
    },
  };
}
