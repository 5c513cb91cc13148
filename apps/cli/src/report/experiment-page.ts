// The report of an experiment: test accuracy of each trial over its steps or over a sweep, and the table.
import type { Experiment, Frame } from '../experiments/experiment.js';
import type { TrialResult } from '../experiments/run.js';
import { measureCells } from '../terminal/experiment-table.js';
import { version } from '../version.js';
import { documentHtml, settingsHtml, tableHtml } from './document.js';
import { escapeHtml } from './escape.js';
import { experimentFigure } from './experiment-figure.js';

export interface ExperimentReport {
  readonly experiment: Experiment;
  readonly frame: Frame;
  readonly results: readonly TrialResult[];
  readonly remarks: readonly string[];
}

/** Renders the report as a complete HTML document. */
export function experimentPage({ experiment, frame, results, remarks }: ExperimentReport): string {
  const { name, question, columns = [] } = experiment;
  const { data, batch, steps, seed } = frame;
  const rows = results.map((trial) => [
    trial.name,
    trial.steps.toLocaleString('en-US'),
    percent(trial.curve.at(-1)?.testAccuracy),
    trial.divergedAt === null
      ? (trial.curve.at(-1)?.testLoss.toFixed(4) ?? '–')
      : `lost at step ${trial.divergedAt}`,
    ...measureCells(trial, columns),
  ]);
  const heads = [
    'trial',
    'steps',
    'test accuracy',
    'test loss',
    ...columns.map(({ head }) => head),
  ];
  const settings = Object.entries({
    data: `${data.name}: ${data.train.count.toLocaleString('en-US')} training, ${data.test.count.toLocaleString('en-US')} test images`,
    command: `evenkeel experiment ${name} --data ${data.name} --steps ${steps} --batch ${batch} --seed ${seed}`,
    version: `evenkeel ${version}`,
  }).map(([title, value]) => ({ name: title, value }));
  const trials = `<section><h2>Trials</h2>${tableHtml(heads, rows)}</section>`;
  return documentHtml({
    title: `evenkeel: ${name}`,
    mark: `evenkeel experiment ${name}`,
    heading: escapeHtml(question),
    lead: remarks.length === 0 ? '' : `<p class="lead">${escapeHtml(remarks.join(' '))}</p>`,
    // Beside the picture there is room for few columns.
    body: `<div class="pair">${experimentFigure(experiment, { results, batch })}
${columns.length > 1 ? `</div>${trials}` : `${trials}</div>`}
<section><h2>Settings</h2>${settingsHtml(settings)}</section>`,
  });
}

const percent = (share: number | undefined): string =>
  share === undefined ? '–' : `${(100 * share).toFixed(2)} %`;
