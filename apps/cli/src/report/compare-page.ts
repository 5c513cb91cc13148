// The comparison's report.
import type { MonitorRecord } from 'evenkeel';
import { stepsOf, type ComparisonResult, type Variant } from '../compare/result.js';
import { colorOf, curveChart } from './charts.js';
import { documentHtml, settingsHtml, type Setting } from './document.js';
import { escapeHtml } from './escape.js';
import { figureHtml } from './figure.js';
import { histogramChart, histogramDomain } from './histogram-chart.js';
import { commonDomain, ribbonChart } from './ribbon-chart.js';

const explanations: Readonly<Record<Variant['name'], string>> = {
  'batch norm': 'normalized before each activation',
  plain: 'the same without it',
};

/** Data sets whose name on the command line is not what they are called. */
const titles: Readonly<Record<string, string>> = { mnist: 'MNIST', digits: 'drawn digits' };

/** What a monitor saw of each net. */
export interface Looks {
  readonly name: Variant['name'];
  readonly records: readonly MonitorRecord[];
}

export interface ComparisonReport {
  readonly result: ComparisonResult;
  readonly settings: readonly Setting[];
  readonly looks: readonly Looks[];
}

/** Renders the report as a complete HTML document. */
export function comparePage({ result, settings, looks }: ComparisonReport): string {
  const { data, variants } = result;
  const title = Object.hasOwn(titles, data) ? titles[data]! : data;
  return documentHtml({
    title: `evenkeel: with and without batch norm on ${title}`,
    mark: 'evenkeel compare',
    heading: headline(variants, escapeHtml(title)),
    lead: `<p class="lead">Two copies of one net start from the same weights and see the same batches in the same order.
The only difference is batch normalization.</p>
${legend(variants)}`,
    body: `<section class="pair">
${figureHtml(curveChart(variants, 'testAccuracy'), 'Accuracy on the test images, measured as training goes on')}
${figureHtml(curveChart(variants, 'loss'), 'Cross-entropy on the training batches, mean since the point before')}
</section>
${distributionsHtml(looks)}
<div class="pair">
<section><h2>Figures</h2>${figures(variants)}</section>
<section><h2>Settings</h2>${settingsHtml(settings)}</section>
</div>`,
  });
}

/** Figure 1 (b, c) of the batch-norm paper, and the histograms of the first layer; both nets on one scale. */
function distributionsHtml(looks: readonly Looks[]): string {
  const seen = looks.filter(({ records }) => records.length > 1);
  if (seen.length === 0) return '';
  const ribbons = seen.map(({ name, records }) => ({
    name,
    points: records.map(({ step, activations }) => ({
      step,
      percentiles: activations.at(-1)!.unit.percentiles,
    })),
  }));
  const histograms = seen.map(({ name, records }) => ({
    name,
    points: records.map(({ step, activations }) => ({
      step,
      histogram: activations[0]!.input.histogram,
    })),
  }));
  const ribbonEnds = commonDomain(ribbons.map(({ points }) => points));
  const histogramEnds = histogramDomain(histograms.map(({ points }) => points));
  const about = (name: Variant['name']): string =>
    name === 'plain' ? 'without batch norm' : 'with batch norm';
  const drawn = [
    ...ribbons.map(({ name, points }) =>
      figureHtml(
        ribbonChart({ label: 'Input', points, color: colorOf(name), domain: ribbonEnds }),
        `15th, 50th and 85th percentiles of the input to one unit of the last hidden layer, ${about(name)}`,
      ),
    ),
    ...histograms.map(({ name, points }) =>
      figureHtml(
        histogramChart({ label: 'Input', points, color: colorOf(name), domain: histogramEnds }),
        `Histogram of the inputs to the first hidden layer's activation over the steps, ${about(name)}`,
      ),
    ),
  ];
  return `<h2>What the activations get</h2><section class="pair">${drawn.join('\n')}</section>`;
}

function headline(variants: readonly Variant[], data: string): string {
  const ends = variants.map(({ name, curve }) => {
    const last = curve.at(-1);
    const accuracy = last === undefined ? 'nothing' : `${(last.testAccuracy * 100).toFixed(1)} %`;
    return `<span style="color:${colorOf(name)}">${accuracy}</span> ${name === 'plain' ? 'without' : 'with batch norm'}`;
  });
  const steps = stepsOf(variants).at(-1) ?? 0;
  return `${ends.join(', ')}, after ${steps.toLocaleString('en-US')} steps on ${data}`;
}

function legend(variants: readonly Variant[]): string {
  const items = variants.map(
    ({ name }) =>
      `<li><i style="background:${colorOf(name)}"></i><b>${name}</b> ${explanations[name]}</li>`,
  );
  return `<ul class="legend">${items.join('')}</ul>`;
}

function figures(variants: readonly Variant[]): string {
  const heads = variants.map(
    ({ name }) => `<th colspan="2" scope="colgroup" style="color:${colorOf(name)}">${name}</th>`,
  );
  const subheads = variants.map(
    () => '<th scope="col">loss</th><th scope="col">test accuracy</th>',
  );
  const rows = stepsOf(variants).map((step) => {
    const cells = variants.map(({ curve }) => {
      const point = curve.find((candidate) => candidate.step === step);
      return point === undefined
        ? '<td>–</td><td></td>'
        : `<td>${point.loss.toFixed(4)}</td><td>${(point.testAccuracy * 100).toFixed(2)} %</td>`;
    });
    return `<tr><th scope="row">${step.toLocaleString('en-US')}</th>${cells.join('')}</tr>`;
  });
  return `<div class="scroll"><table>
<thead><tr><th rowspan="2" scope="col">step</th>${heads.join('')}</tr><tr>${subheads.join('')}</tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div>`;
}
