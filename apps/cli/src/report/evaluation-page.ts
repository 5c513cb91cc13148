// The report of `evenkeel eval`: a model on test images.
import { precisionRecallF1, type Scores } from 'evenkeel';
import type { ClassOutcome } from '../classes/outcome.js';
import { classFigures } from './class-figures.js';
import { documentHtml, settingsHtml, tableHtml, type Setting } from './document.js';
import { escapeHtml } from './escape.js';
import { figureHtml } from './figure.js';

export interface EvaluationReport {
  /** From 0 to 1. */
  readonly accuracy: number;
  /** Mean cross-entropy in nats. */
  readonly loss: number;
  readonly outcome: ClassOutcome;
  readonly settings: readonly Setting[];
}

const percent = (share: number): string =>
  Number.isNaN(share) ? '–' : `${(100 * share).toFixed(2)} %`;

/** Renders the report as a complete HTML document. */
export function evaluationPage({ accuracy, loss, outcome, settings }: EvaluationReport): string {
  const figures = classFigures(outcome).map(({ svg, caption }) =>
    figureHtml(svg, escapeHtml(caption)),
  );
  return documentHtml({
    title: 'evenkeel: a model tested',
    mark: 'evenkeel eval',
    heading: `${percent(accuracy)} test accuracy`,
    lead: `<p class="lead">Mean cross-entropy ${loss.toFixed(4)} nats.</p>`,
    body: `<section class="pair">${figures.join('\n')}</section>
<section><h2>Classes</h2>${classesHtml(outcome)}</section>
<section><h2>Settings</h2>${settingsHtml(settings)}</section>`,
  });
}

function classesHtml({ confusion, names }: ClassOutcome): string {
  const { perClass, macro, weighted } = precisionRecallF1(confusion, { zeroDivision: 'exclude' });
  const cells = ({ precision, recall, f1 }: Scores): string[] =>
    [precision, recall, f1].map(percent);
  const rows = perClass.map((scores, c) => [
    names[c]!,
    scores.support.toLocaleString('en-US'),
    ...cells(scores),
  ]);
  const means = [
    ['mean over classes', '', ...cells(macro)],
    ['weighed by images', '', ...cells(weighted)],
  ];
  return tableHtml(['class', 'images', 'precision', 'recall', 'F1'], [...rows, ...means]);
}
