// The comparison's report: one HTML file that needs nothing else, light or dark as the reader prefers.
import { stepsOf, type ComparisonResult, type Setting, type Variant } from '../compare/result.js';
import { colorOf, curveChart } from './charts.js';
import { escapeHtml } from './escape.js';
import { style } from './style.js';

const explanations: Readonly<Record<Variant['name'], string>> = {
  'batch norm': 'normalized before each activation',
  plain: 'the same without it',
};

/** Data sets whose name on the command line is not what they are called. */
const titles: Readonly<Record<string, string>> = { mnist: 'MNIST', digits: 'drawn digits' };

/** Renders the report as a complete HTML document. */
export function reportPage(result: ComparisonResult, settings: readonly Setting[]): string {
  const { data, variants } = result;
  const title = escapeHtml(Object.hasOwn(titles, data) ? titles[data]! : data);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>evenkeel: with and without batch norm on ${title}</title>
<style>${style}</style>
</head>
<body>
<main>
<header>
<p class="mark">evenkeel compare</p>
<h1>${headline(variants, title)}</h1>
<p class="lead">Two copies of one net start from the same weights and see the same batches in the same order.
The only difference is batch normalization.</p>
${legend(variants)}
</header>
<section class="pair">
<figure>${curveChart(variants, 'testAccuracy')}<figcaption>Accuracy on the test images, measured as training goes on</figcaption></figure>
<figure>${curveChart(variants, 'loss')}<figcaption>Cross-entropy on the training batches, mean since the point before</figcaption></figure>
</section>
<div class="pair">
<section><h2>Figures</h2>${figures(variants)}</section>
<section><h2>Settings</h2>${settingsTable(settings)}</section>
</div>
</main>
</body>
</html>
`;
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

function settingsTable(settings: readonly Setting[]): string {
  const rows = settings.map(
    ({ name, value }) => `<dt>${escapeHtml(name)}</dt><dd>${unbroken(escapeHtml(value))}</dd>`,
  );
  return `<dl>${rows.join('\n')}</dl>`;
}

/** Keeps each option of a command together with its value. */
function unbroken(text: string): string {
  return text.replaceAll(/--[a-z]+ \S+/g, '<span class="option">$&</span>');
}
