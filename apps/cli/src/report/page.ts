// The comparison's report: one HTML file that needs nothing else, light or dark as the reader prefers.
import type { ComparisonResult, Setting, Variant } from '../compare/result.js';
import { curveChart, variantColors } from './charts.js';
import { escapeHtml } from './escape.js';
import { style } from './style.js';

const explanations: Readonly<Record<Variant['name'], string>> = {
  'batch norm': 'normalized before each sigmoid',
  plain: 'the same weights without it',
};

/** Renders the report as a complete HTML document. */
export function reportPage(result: ComparisonResult, settings: readonly Setting[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>evenkeel: batch norm against plain on ${escapeHtml(result.data)}</title>
<style>${style}</style>
</head>
<body>
<main>
<header>
<p class="mark">evenkeel compare</p>
<h1>${headline(result)}</h1>
<p class="lead">Two copies of one net start from the same weights and see the same batches in the same order.
The only difference is batch normalization.</p>
${legend(result.variants)}
</header>
<section class="charts">
<figure>${curveChart(result.variants, 'testAccuracy')}<figcaption>Accuracy on the test set, measured as training goes on</figcaption></figure>
<figure>${curveChart(result.variants, 'loss')}<figcaption>Cross-entropy on the training batches, mean since the point before</figcaption></figure>
</section>
<section><h2>Figures</h2>${figures(result.variants)}</section>
<section><h2>Settings</h2>${settingsTable(settings)}</section>
</main>
</body>
</html>
`;
}

function headline({ variants, data }: ComparisonResult): string {
  const ends = variants.map(({ name, curve }) => {
    const last = curve.at(-1);
    const accuracy = last === undefined ? '–' : `${(last.testAccuracy * 100).toFixed(1)} %`;
    return `<span style="color:var(--${cssName(name)})">${accuracy}</span> ${name === 'plain' ? 'without' : 'with batch norm'}`;
  });
  const steps = variants[0]?.curve.at(-1)?.step ?? 0;
  return `${ends.join(', ')}, after ${steps.toLocaleString('en-US')} steps on ${escapeHtml(data)}`;
}

const cssName = (name: Variant['name']): string => name.replace(' ', '-');

function legend(variants: readonly Variant[]): string {
  const items = variants.map(
    ({ name }) =>
      `<li><i style="background:${variantColors[name]}"></i><b>${name}</b> ${explanations[name]}</li>`,
  );
  return `<ul class="legend">${items.join('')}</ul>`;
}

function figures(variants: readonly Variant[]): string {
  const heads = variants
    .map(({ name }) => `<th colspan="2" scope="colgroup">${name}</th>`)
    .join('');
  const subheads = variants.map(
    () => '<th scope="col">loss</th><th scope="col">test accuracy</th>',
  );
  const steps = variants[0]?.curve.map(({ step }) => step) ?? [];
  const rows = steps.map((step, index) => {
    const cells = variants.map(({ curve }) => {
      const point = curve[index];
      return point === undefined
        ? '<td>stopped</td><td></td>'
        : `<td>${point.loss.toFixed(4)}</td><td>${(point.testAccuracy * 100).toFixed(2)} %</td>`;
    });
    return `<tr><th scope="row">${step.toLocaleString('en-US')}</th>${cells.join('')}</tr>`;
  });
  return `<div class="scroll"><table class="figures">
<thead><tr><th rowspan="2" scope="col">step</th>${heads}</tr><tr>${subheads.join('')}</tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div>`;
}

function settingsTable(settings: readonly Setting[]): string {
  const rows = settings.map(
    ({ name, value }) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`,
  );
  return `<dl>${rows.join('\n')}</dl>`;
}
