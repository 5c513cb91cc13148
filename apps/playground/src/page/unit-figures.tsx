// What one unit of the last hidden layer gets as training goes on, one figure for each net.
import { tickText } from '../charts/ticks.js';
import type { ChartSpec } from '../charts/spec.js';
import { lookedAt } from '../race/cadence.js';
import { netNames } from '../race/net-names.js';
import { percentileData, percentileLimits, stepLimits } from './curves.js';
import { Figure, type Reading } from './figure.js';
import { numberText, percentiles, wholeText } from './format.js';
import { noteOf, sides } from './sides.js';
import { settings } from './store.js';

const charts = netNames.map((name) => {
  const { color } = sides[name];
  const spec: ChartSpec = {
    xLabel: 'optimizer steps',
    yLabel: 'input of the unit',
    series: percentiles.map((label) => ({
      color,
      width: label === 'median' ? 2 : 1,
      label,
    })),
    band: { between: [3, 1], color },
    xLimits: stepLimits,
    yLimits: percentileLimits(name),
    yText: tickText,
    note: noteOf(name),
    sync: 'steps',
  };
  const data = percentileData(name);
  return { name, spec, data, read: reader(data) };
});

function reader(chart: ReturnType<typeof percentileData>) {
  return (index: number | null): readonly Reading[] => {
    const [steps, ...columns] = chart.value;
    const at = index ?? steps.length - 1;
    const step = steps[at];
    if (step === undefined) return [{ text: 'nothing yet' }];
    const values = columns.map((column, i) => ({
      text: `${percentiles[i]} ${numberText(column[at], 2)}`,
    }));
    return [{ text: `step ${wholeText(step)}` }, ...values];
  };
}

export function UnitFigures() {
  const { activation } = settings.value;
  return charts.map(({ name, ...chart }) => {
    const { tone, title } = sides[name];
    return (
      <Figure
        key={name}
        area={`unit-${tone}`}
        name={`Percentiles of one input, ${title.toLowerCase()}`}
        title={title}
        tone={tone}
        {...chart}
      >
        15th, 50th and 85th percentile of what reaches this one {activation}, over the same{' '}
        {lookedAt} images.
      </Figure>
    );
  });
}
