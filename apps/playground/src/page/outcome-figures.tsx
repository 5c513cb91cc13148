// What comes of it: training loss and test accuracy, both nets in one figure.
import { tickText } from '../charts/ticks.js';
import type { ChartSpec } from '../charts/spec.js';
import { cadence } from '../race/cadence.js';
import { netNames } from '../race/net-names.js';
import { accuracyPercent, guessing, lossData, lossLimits, stepLimits } from './curves.js';
import { Figure, type Reading } from './figure.js';
import { netText, numberText, percentText, wholeText } from './format.js';
import { sides } from './sides.js';
import { data } from './store.js';

const lines = netNames.map((name) => ({ color: sides[name].color, label: name }));
const steps = { xLabel: 'optimizer steps', xLimits: stepLimits, sync: 'steps' } as const;

const lossSpec: ChartSpec = {
  ...steps,
  yLabel: 'cross-entropy (nats)',
  series: lines,
  yLimits: lossLimits,
  yText: tickText,
  guide: () => ({ at: guessing(), text: 'guessing' }),
};

const accuracySpec: ChartSpec = {
  ...steps,
  yLabel: 'classified correctly',
  series: lines.map((line) => ({ ...line, dots: true })),
  yLimits: () => [0, 100],
  yText: (value) => `${value} %`,
  guide: () => ({ at: 100 / (data.peek()?.classes ?? 10), text: 'guessing' }),
};

/** The number of each net at a place of a chart. */
function reader(
  chart: typeof lossData,
  text: (value: number | null | undefined) => string,
  nothing: string,
) {
  return (index: number | null): readonly Reading[] => {
    const [at, ...columns] = chart.value;
    const place = index ?? at.length - 1;
    const step = at[place];
    if (step === undefined) return [{ text: nothing }];
    const values = netNames.map((name, i) => ({
      text: `${text(columns[i]?.[place])} ${netText[name]}`,
      tone: sides[name].tone,
    }));
    return [{ text: `step ${wholeText(step)}` }, ...values];
  };
}

const readLoss = reader(lossData, numberText, 'begins with the first step');
const readAccuracy = reader(
  accuracyPercent,
  (percent) => percentText(typeof percent === 'number' ? percent / 100 : null),
  `first measured after ${cadence.test} steps`,
);

export function LossFigure() {
  const classes = data.value?.classes ?? 10;
  return (
    <Figure area="loss" title="Training loss" spec={lossSpec} data={lossData} read={readLoss}>
      Cross-entropy of the training batches, in long runs means of neighboring steps. Guessing one
      of {classes} costs ln {classes} = {guessing().toFixed(2)}.
    </Figure>
  );
}

export function AccuracyFigure() {
  const chart = { spec: accuracySpec, data: accuracyPercent, read: readAccuracy };
  return (
    <Figure area="accuracy" title="Test accuracy" {...chart}>
      {wholeText(data.value?.test ?? 0)} images that neither net learns from, every {cadence.test}{' '}
      steps.
    </Figure>
  );
}
