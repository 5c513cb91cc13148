// The report of an experiment: test accuracy of each trial over its steps, and the table.
import type { Frame } from '../experiments/experiment.js';
import type { TrialResult } from '../experiments/run.js';
import { version } from '../version.js';
import { documentHtml, settingsHtml, tableHtml } from './document.js';
import { escapeHtml } from './escape.js';
import { figureHtml } from './figure.js';
import { linesChart } from './lines-chart.js';

export interface ExperimentReport {
  readonly name: string;
  readonly question: string;
  readonly frame: Frame;
  readonly results: readonly TrialResult[];
}

/** Renders the report as a complete HTML document. */
export function experimentPage({ name, question, frame, results }: ExperimentReport): string {
  const { data, batch, steps, seed } = frame;
  // Trials may differ in their steps, and are compared after as many images.
  const points = results.flatMap((trial) =>
    trial.curve.map(({ step, testAccuracy }) => ({
      name: trial.name,
      step: Math.round((step * trial.batch) / batch),
      value: testAccuracy,
    })),
  );
  const label = 'Test accuracy (%)';
  const percent = (share: number | undefined): string =>
    share === undefined ? '–' : `${(100 * share).toFixed(2)} %`;
  const rows = results.map((trial) => [
    trial.name,
    trial.steps.toLocaleString('en-US'),
    percent(trial.curve.at(-1)?.testAccuracy),
    trial.divergedAt === null
      ? (trial.curve.at(-1)?.testLoss.toFixed(4) ?? '–')
      : `lost at step ${trial.divergedAt}`,
  ]);
  const settings = Object.entries({
    data: `${data.name}: ${data.train.count.toLocaleString('en-US')} training, ${data.test.count.toLocaleString('en-US')} test images`,
    command: `evenkeel experiment ${name} --data ${data.name} --steps ${steps} --batch ${batch} --seed ${seed}`,
    version: `evenkeel ${version}`,
  }).map(([title, value]) => ({ name: title, value }));
  return documentHtml({
    title: `evenkeel: ${name}`,
    mark: `evenkeel experiment ${name}`,
    heading: escapeHtml(question),
    lead: '',
    body: `<div class="pair">${figureHtml(linesChart({ label, points, percent: true }), `Test accuracy after as many images as steps of ${batch} have`)}
<section><h2>Trials</h2>${tableHtml(['trial', 'steps', 'test accuracy', 'test loss'], rows)}</section></div>
<section><h2>Settings</h2>${settingsHtml(settings)}</section>`,
  });
}
