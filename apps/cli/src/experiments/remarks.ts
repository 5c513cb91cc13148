// What trials came to, in sentences.
import type { Frame } from './experiment.js';
import { bestOf } from './baseline.js';
import type { TrialResult } from './run.js';

/** A net that was never twice as good as guessing has not learned. */
const learningShare = 2;

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** How a trial failed; null if it did not. */
export function failureOf(
  { name, divergedAt, curve }: TrialResult,
  { data: { train } }: Frame,
): string | null {
  if (divergedAt !== null) return `${name} diverged: its loss was no number at step ${divergedAt}.`;
  const best = bestOf(curve);
  if (best >= learningShare / train.classes) return null;
  return `${name} learned nothing: its best test, ${percent(best)}, is not twice the ${percent(1 / train.classes)} of guessing.`;
}

/** A sentence for each trial beside the baseline, whose best it reached, or not, or failed. */
export function baselineRemarks(
  results: readonly TrialResult[],
  frame: Frame,
  baseline: string,
): string[] {
  const best = results.find(({ name }) => name === baseline)?.measures?.['best'] ?? NaN;
  const goal = `the ${percent(best)} of ${baseline}`;
  return results.flatMap((trial) => {
    const failure = failureOf(trial, frame);
    if (failure !== null) return [failure];
    // A baseline that was never tested sets no goal.
    if (trial.name === baseline || Number.isNaN(best)) return [];
    const { stepsToBaseline = NaN, speedUp = NaN } = trial.measures ?? {};
    if (Number.isNaN(stepsToBaseline)) return [`${trial.name} did not reach ${goal}.`];
    return [
      `${trial.name} reached ${goal} in ${stepsToBaseline} steps, ${speedUp.toFixed(1)} times as fast.`,
    ];
  });
}
