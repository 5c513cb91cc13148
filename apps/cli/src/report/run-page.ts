// The report of one training run, from its log.
import { diagnose, type LoggedRun, type MonitorRecord } from 'evenkeel';
import { documentHtml, settingsHtml, tableHtml } from './document.js';
import { escapeHtml } from './escape.js';
import { figureHtml } from './figure.js';
import { histogramChart } from './histogram-chart.js';
import { linesChart, type LinePoint } from './lines-chart.js';
import { ribbonChart } from './ribbon-chart.js';

const color = 'var(--batch-norm)';

/** Renders the report as a complete HTML document. */
export function runPage(run: LoggedRun): string {
  const settings = Object.entries(run.run?.settings ?? {});
  const last = run.records.at(-1);
  return documentHtml({
    title: 'evenkeel: a training run',
    mark: 'evenkeel train',
    heading: headline(run),
    lead: findingsHtml(run),
    body: `<section class="pair">${curves(run).join('\n')}</section>
${last === undefined ? '' : layersHtml(run.records, last)}
<section><h2>Settings</h2>${settingsHtml(settings.map(([name, value]) => ({ name, value })))}</section>`,
  });
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

function curves({ steps, evaluations }: LoggedRun): string[] {
  const losses: LinePoint[] = [
    ...steps.map(({ step, loss }) => ({ name: 'training', step, value: loss })),
    ...evaluations.map(({ step, loss }) => ({ name: 'test', step, value: loss })),
  ];
  const accuracies = evaluations.map(({ step, accuracy }) => ({
    name: 'test',
    step,
    value: accuracy,
  }));
  const rates = steps.map(({ step, lr }) => ({ name: 'lr', step, value: lr }));
  return [
    chartOf('Loss (nats)', losses, {
      caption: 'Cross-entropy: mean of ten training steps, and on the test images',
    }),
    chartOf('Test accuracy (%)', accuracies, {
      percent: true,
      caption: 'Accuracy on the test images',
    }),
    chartOf('Learning rate', rates, { caption: 'Learning rate of each step' }),
  ];
}

interface ChartSettings {
  readonly caption: string;
  readonly percent?: boolean;
  readonly logarithmic?: boolean;
}

function chartOf(label: string, points: readonly LinePoint[], settings: ChartSettings): string {
  const { caption, ...rest } = settings;
  return points.length === 0 ? '' : figureHtml(linesChart({ label, points, ...rest }), caption);
}

function layersHtml(records: readonly MonitorRecord[], last: MonitorRecord): string {
  const layers = last.activations.flatMap(({ layer, kind }, i) => {
    const seen = records.flatMap(({ step, activations }) => {
      const found = activations[i];
      return found?.layer === layer ? [{ step, ...found }] : [];
    });
    const name = `${escapeHtml(layer)} (${escapeHtml(kind)})`;
    const ribbons = seen.map(({ step, input }) => ({ step, percentiles: input.percentiles }));
    const histograms = seen.map(({ step, input }) => ({ step, histogram: input.histogram }));
    return [
      figureHtml(
        ribbonChart({ label: `Input to ${layer}`, points: ribbons, color }),
        `15th, 50th and 85th percentiles of the input to ${name}`,
      ),
      figureHtml(
        histogramChart({ label: `Input to ${layer}`, points: histograms, color }),
        `Histogram of the input to ${name}, over the steps`,
      ),
    ];
  });
  return `<h2>Layers</h2><section class="pair">${layers.join('\n')}</section>
<section class="pair">${weightCharts(records).join('\n')}</section>
<section><h2>Layers at step ${last.step.toLocaleString('en-US')}</h2>${activationTable(last)}</section>
<section><h2>Parameters at step ${last.step.toLocaleString('en-US')}</h2>${parameterTable(records, last)}</section>`;
}

function weightCharts(records: readonly MonitorRecord[]): string[] {
  const pointsOf = (field: 'gradientNorm' | 'updateRatio' | 'effectiveRate'): LinePoint[] =>
    records.flatMap(({ step, parameters }) =>
      parameters.flatMap((parameter) => {
        const value = parameter[field];
        return parameter.rank < 2 || value === null ? [] : [{ name: parameter.name, step, value }];
      }),
    );
  const logarithmic = true;
  return [
    chartOf('Gradient norm', pointsOf('gradientNorm'), {
      logarithmic,
      caption: 'Norm of the gradient of each weight',
    }),
    chartOf('Update ratio', pointsOf('updateRatio'), {
      logarithmic,
      caption: 'Size of a step over that of the weights; about 0.001 is healthy',
    }),
    chartOf('Effective learning rate', pointsOf('effectiveRate'), {
      logarithmic,
      caption: 'lr over the mean squared norm of the weights of a unit, where batch norm follows',
    }),
  ];
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
