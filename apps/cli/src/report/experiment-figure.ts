// The picture of an experiment: curves over the steps, or what a sweep comes to.
import type { Column, Experiment, Sweep } from '../experiments/experiment.js';
import type { TrialResult } from '../experiments/run.js';
import { figureHtml } from './figure.js';
import { linesChart, type LinePoint } from './lines-chart.js';

interface Shown {
  readonly results: readonly TrialResult[];
  /** Images of a step. */
  readonly batch: number;
}

const accuracy = { head: 'Test accuracy', percent: true } as const;

export function experimentFigure({ sweep, columns = [] }: Experiment, shown: Shown): string {
  if (sweep === undefined) return curves(shown);
  const drawn = columns.filter(({ key }) => sweep.keys?.includes(key) === true);
  return overSweep(sweep, drawn, shown.results);
}

function curves({ results, batch }: Shown): string {
  // Trials may differ in their steps, and are compared after as many images.
  const points = results.flatMap((trial) =>
    trial.curve.map(({ step, testAccuracy }) => ({
      name: trial.name,
      step: Math.round((step * trial.batch) / batch),
      value: testAccuracy,
    })),
  );
  const label = `${accuracy.head} (%)`;
  return figureHtml(
    linesChart({ label, points, percent: true }),
    `Test accuracy after as many images as steps of ${batch} have`,
  );
}

function overSweep(
  sweep: Sweep,
  drawn: readonly Column[],
  results: readonly TrialResult[],
): string {
  const points = results.flatMap((trial): LinePoint[] => {
    const place = trial.sweep;
    if (place === undefined || trial.divergedAt !== null) return [];
    if (drawn.length === 0) {
      const value = trial.curve.at(-1)?.testAccuracy ?? NaN;
      return [{ name: place.line, step: place.at, value }];
    }
    return drawn.map(({ key, head }) => ({
      name: drawn.length === 1 ? place.line : head,
      step: place.at,
      value: trial.measures?.[key] ?? NaN,
    }));
  });
  const { head, percent } = drawn[0] ?? accuracy;
  const what = sweep.what ?? head;
  const lost = results.some(({ divergedAt }) => divergedAt !== null);
  return figureHtml(
    linesChart({
      label: percent === true ? `${what} (%)` : what,
      points,
      percent: percent === true,
      sweep,
    }),
    `${what} after the last step, by ${sweep.label}${lost ? '; where the loss was no number any more there is no point' : ''}`,
  );
}
