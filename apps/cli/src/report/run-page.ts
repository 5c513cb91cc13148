// The report of one training run, from its log.
import { diagnose, type LoggedRun, type MonitorRecord } from 'evenkeel';
import type { ClassOutcome } from '../classes/outcome.js';
import { documentHtml, settingsHtml, tableHtml } from './document.js';
import { escapeHtml } from './escape.js';
import { figureHtml, type RunFigure } from './figure.js';
import { runFigures } from './run-figures.js';

/** Renders the report as a complete HTML document. */
export function runPage(run: LoggedRun, outcome: ClassOutcome | null = null): string {
  const settings = Object.entries(run.run?.settings ?? {});
  const { curves, classes, layers, weights } = runFigures(run, outcome);
  return documentHtml({
    title: 'evenkeel: a training run',
    mark: 'evenkeel train',
    heading: headline(run),
    lead: findingsHtml(run),
    body: `${figuresHtml(curves)}
${classes.length === 0 ? '' : '<h2>Classes</h2>'}
${figuresHtml(classes)}
${layers.length === 0 ? '' : '<h2>Layers</h2>'}
${figuresHtml(layers)}
${figuresHtml(weights)}
${tablesHtml(run.records)}
<section><h2>Settings</h2>${settingsHtml(settings.map(([name, value]) => ({ name, value })))}</section>`,
  });
}

function figuresHtml(figures: readonly RunFigure[]): string {
  if (figures.length === 0) return '';
  const drawn = figures.map(({ svg, caption }) => figureHtml(svg, escapeHtml(caption)));
  return `<section class="pair">${drawn.join('\n')}</section>`;
}

function tablesHtml(records: readonly MonitorRecord[]): string {
  const last = records.at(-1);
  if (last === undefined) return '';
  const when = `at step ${last.step.toLocaleString('en-US')}`;
  return `<section><h2>Layers ${when}</h2>${activationTable(last)}</section>
<section><h2>Parameters ${when}</h2>${parameterTable(records, last)}</section>`;
}

function headline({ steps, evaluations, end }: LoggedRun): string {
  const step = end?.step ?? steps.at(-1)?.step ?? 0;
  const after = `after ${step.toLocaleString('en-US')} steps`;
  const reached = evaluations.at(-1);
  const accuracy =
    reached === undefined
      ? 'Not tested yet'
      : `${(reached.accuracy * 100).toFixed(2)} % test accuracy`;
  const ending = end === null || end.reason === 'finished' ? '' : ` (${escapeHtml(end.reason)})`;
  return `${accuracy}, ${after}${ending}`;
}

function findingsHtml(run: LoggedRun): string {
  const found = diagnose(run);
  if (found.length > 0) {
    return `<ul class="findings">${found.map(({ message }) => `<li>${escapeHtml(message)}</li>`).join('')}</ul>`;
  }
  const looks = run.records.length;
  return `<p class="lead">${looks === 0 ? 'Nobody looked at the layers.' : `No fault found in ${looks} looks at the layers.`}</p>`;
}

function activationTable({ activations, norms }: MonitorRecord): string {
  const share = (value: number | null): string =>
    value === null ? '–' : `${(100 * value).toFixed(1)} %`;
  const heads = ['layer', 'kind', 'units', 'mean', 'deviation', 'saturated', 'dead', 'twins'];
  const rows = activations.map(({ layer, kind, units, input, saturated, dead, duplicates }) => [
    layer,
    kind,
    String(units),
    figure(input.mean),
    figure(input.deviation),
    share(saturated),
    share(dead),
    share(duplicates),
  ]);
  const normRows = norms.map(({ layer, channels, meanShift, varianceRatio }) => [
    layer,
    String(channels),
    figure(meanShift),
    figure(varianceRatio),
  ]);
  const normHeads = [
    'batch norm',
    'channels',
    'means off by (deviations)',
    'variances off by (factor)',
  ];
  return tableHtml(heads, rows) + (norms.length === 0 ? '' : tableHtml(normHeads, normRows));
}

/** The last look may not have seen a step: its ratios come from the one before that has. */
function parameterTable(records: readonly MonitorRecord[], last: MonitorRecord): string {
  const seen = records.findLast(({ parameters }) =>
    parameters.some(({ updateRatio }) => updateRatio !== null),
  );
  const rows = last.parameters.map(({ name, size, norm, gradientNorm }, i) => [
    name,
    size.toLocaleString('en-US'),
    figure(norm),
    figure(gradientNorm),
    figure(seen?.parameters[i]?.updateRatio ?? null),
  ]);
  return tableHtml(['parameter', 'numbers', 'norm', 'gradient', 'update ratio'], rows);
}

function figure(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return value === null ? '–' : String(value);
  return value === 0 || (Math.abs(value) >= 1e-3 && Math.abs(value) < 1e5)
    ? String(Number(value.toPrecision(3)))
    : value.toExponential(1);
}
