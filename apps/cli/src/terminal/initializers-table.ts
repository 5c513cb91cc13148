// The table of `evenkeel initializers` in the terminal.
import type { ChainSettings, SchemeResult } from '../initializers/measure.js';

/** Four places along the chain, the first layer and the last among them. */
function shownLayers(layers: number): number[] {
  const places = [1, Math.round(layers / 4), Math.round(layers / 2), layers];
  return [...new Set(places.filter((place) => place >= 1))];
}

/** A line for each scheme: deviations at some layers, gradient at the input, share of the signal that depends on the input. */
export function initializersTable(
  schemes: readonly SchemeResult[],
  { activation, layers, units, batch }: ChainSettings,
): string {
  const shown = shownLayers(layers);
  const rows = [
    ['weights', ...shown.map((layer) => `layer ${layer}`), 'gradient', 'of inputs'],
    ...schemes.map(({ name, deviations, inputGradient, inputShare }) => [
      name,
      ...shown.map((layer) => figure(deviations[layer - 1]!)),
      figure(inputGradient),
      `${(100 * inputShare).toFixed(0)} %`,
    ]),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) =>
    row
      .map((text, i) => (i === 0 ? text.padEnd(widths[i]!) : text.padStart(widths[i]!)))
      .join('  '),
  );
  const title =
    `${layers} layers of ${units} units with ${activation}, ${batch} Gaussian inputs of deviation 1. Deviation of what a layer\n` +
    'gives before its activation; of the gradient at the input, where that at the output has 1; share of the last\n' +
    "layer's variance that lies between inputs.";
  return [title, '', lines[0], '-'.repeat(lines[0]!.length), ...lines.slice(1)].join('\n');
}

function figure(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  return value === 0 || (value >= 0.01 && value < 1000)
    ? value.toFixed(value < 10 ? 3 : 1)
    : value.toExponential(1);
}
