// Schedules that go up and down again.
import { ArgumentError } from '@evenkeel/tensor';
import { checkCounts, checkNumbers } from '../settings.js';
import type { Schedule } from './schedule.js';

export interface CyclicOptions {
  /** The lowest rate. */
  readonly baseLr: number;
  /** The highest. */
  readonly maxLr: number;
  /** Steps from baseLr up to maxLr. */
  readonly stepsUp: number;
  /** Steps down again; default stepsUp. */
  readonly stepsDown?: number;
  /** What a cycle leaves of the height of the one before: 1 (default) for equal ones, 0.5 for halves. */
  readonly heightFactor?: number;
  /** What a step leaves of the height; default 1. */
  readonly gamma?: number;
}

/**
 * Straight lines from baseLr up to maxLr and down again, over and over.
 *
 * lr[t] = baseLr + (maxLr - baseLr) * heightFactor^c * gamma^t * h, c being the cycles before t and h the height, which
 * goes from 0 to 1 in stepsUp and back in stepsDown
 *
 * heightFactor 1, 0.5 and gamma below 1 are the policies triangular, triangular2 and exp_range of the paper.
 *
 * @param options  baseLr; maxLr; stepsUp; stepsDown = stepsUp; heightFactor = 1; gamma = 1
 * @returns  the learning rate of each step
 * @throws ArgumentError  maxLr below baseLr, or settings that cannot be
 * @see Smith 2017, "Cyclical learning rates for training neural networks"
 * @example
 * const schedule = cyclicRate({ baseLr: 0.1, maxLr: 0.5, stepsUp: 4 });
 * [0, 2, 4, 6, 8].map(schedule); // [0.1, 0.3, 0.5, 0.3, 0.1]
 */
export function cyclicRate(options: CyclicOptions): Schedule {
  const { baseLr, maxLr, stepsUp, heightFactor = 1, gamma = 1 } = options;
  const { stepsDown = stepsUp } = options;
  checkNumbers('cyclicRate', { baseLr, maxLr, heightFactor, gamma }, { min: 0 });
  checkCounts('cyclicRate', { stepsUp, stepsDown }, 1);
  if (maxLr < baseLr) {
    const rule = { argument: 'maxLr', expected: `at least baseLr (${baseLr})` };
    throw new ArgumentError({ op: 'cyclicRate', ...rule, received: String(maxLr) });
  }
  const length = stepsUp + stepsDown;
  return (step) => {
    const at = step % length;
    const height = at <= stepsUp ? at / stepsUp : (length - at) / stepsDown;
    const cycles = (step - at) / length;
    return baseLr + (maxLr - baseLr) * heightFactor ** cycles * gamma ** step * height;
  };
}
