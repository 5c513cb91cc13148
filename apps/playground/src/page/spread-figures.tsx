// How the inputs of a layer's activations are spread, one figure for each net.
import { tickText } from '../charts/ticks.js';
import type { ChartSpec } from '../charts/spec.js';
import { lookedAt } from '../race/cadence.js';
import { netNames, type NetName } from '../race/net-names.js';
import { hiddenUnits } from '../settings.js';
import { densityData, densityLimits, valueLimits } from './curves.js';
import { Figure, type Reading } from './figure.js';
import { fixedText, numberText, percentText } from './format.js';
import { noteOf, sides } from './sides.js';
import { settings, snapshot } from './store.js';

const charts = netNames.map((name) => {
  const { color } = sides[name];
  const data = densityData(name);
  const spec: ChartSpec = {
    xLabel: 'input of the activation',
    yLabel: 'density',
    series: [
      { color, width: 1.5, stepped: true, filled: true },
      { color: 'muted', width: 1, stepped: true },
    ],
    xLimits: valueLimits(name),
    yLimits: densityLimits(data),
    yText: tickText,
    note: noteOf(name),
  };
  return { name, spec, data, read: reader(name, data) };
});

/** The density under the cursor, else mean, deviation and what is lost of all inputs. */
function reader(name: NetName, chart: ReturnType<typeof densityData>) {
  return (index: number | null): readonly Reading[] => {
    const net = snapshot.value?.nets[name];
    if (net === undefined) return [{ text: 'nothing yet' }];
    const [edges, densities] = chart.value;
    if (index !== null && index < edges.length) {
      return [
        { text: `at ${fixedText(edges[index]!)}: density ${fixedText(densities?.[index] ?? 0)}` },
      ];
    }
    const { mean, deviation } = net.inputs;
    return [
      { text: `mean ${fixedText(mean)}` },
      { text: `deviation ${numberText(deviation)}` },
      ...(net.saturated === null ? [] : [{ text: `${percentText(net.saturated)} saturated` }]),
      ...(net.dead === null ? [] : [{ text: `${percentText(net.dead)} dead units` }]),
    ];
  };
}

export function SpreadFigures() {
  const { layer, activation } = settings.value;
  const { 'batch norm': one, plain: other } = snapshot.value?.axes ?? {};
  const apart = one?.low !== other?.low || one?.high !== other?.high;
  return charts.map(({ name, ...chart }) => {
    const { tone, title } = sides[name];
    return (
      <Figure
        key={name}
        area={`spread-${tone}`}
        name={`Inputs of a layer, ${title.toLowerCase()}`}
        title={title}
        tone={tone}
        {...chart}
      >
        Density over the {hiddenUnits} {activation} units of hidden layer {layer}, for the same{' '}
        {lookedAt} images each time. Grey: before the first step.
        {apart && ' The axes of the two nets differ.'}
      </Figure>
    );
  });
}
