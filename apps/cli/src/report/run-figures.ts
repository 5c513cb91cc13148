// The charts of one training run.
import type { LoggedRun, MonitorRecord } from 'evenkeel';
import type { ClassOutcome } from '../classes/outcome.js';
import { classFigures } from './class-figures.js';
import type { RunFigure } from './figure.js';
import { histogramChart } from './histogram-chart.js';
import { linesChart, type LinePoint } from './lines-chart.js';
import { ribbonChart } from './ribbon-chart.js';

export interface RunFigures {
  readonly curves: readonly RunFigure[];
  /** On the test images, at the end. */
  readonly classes: readonly RunFigure[];
  /** Two for each activation. */
  readonly layers: readonly RunFigure[];
  readonly weights: readonly RunFigure[];
}

const color = 'var(--batch-norm)';

/** Those that there are numbers for. */
export function runFigures(run: LoggedRun, outcome: ClassOutcome | null = null): RunFigures {
  return {
    curves: curvesOf(run),
    classes: outcome === null ? [] : classFigures(outcome),
    layers: layersOf(run.records),
    weights: weightsOf(run.records),
  };
}

interface Chart extends Omit<RunFigure, 'svg'> {
  readonly label: string;
  readonly points: readonly LinePoint[];
  readonly percent?: boolean;
  readonly logarithmic?: boolean;
}

function drawn(charts: readonly Chart[]): RunFigure[] {
  return charts
    .filter(({ points }) => points.length > 0)
    .map(({ name, caption, ...chart }) => ({ name, caption, svg: linesChart(chart) }));
}

function curvesOf({ steps, evaluations }: LoggedRun): RunFigure[] {
  const point = (name: string, step: number, value: number): LinePoint => ({ name, step, value });
  return drawn([
    {
      name: 'loss',
      label: 'Loss (nats)',
      points: [
        ...steps.map(({ step, loss }) => point('training', step, loss)),
        ...evaluations.map(({ step, loss }) => point('test', step, loss)),
      ],
      caption: 'Cross-entropy: mean of ten training steps, and on the test images',
    },
    {
      name: 'accuracy',
      label: 'Test accuracy (%)',
      points: evaluations.map(({ step, accuracy }) => point('test', step, accuracy)),
      percent: true,
      caption: 'Accuracy on the test images',
    },
    {
      name: 'learning-rate',
      label: 'Learning rate',
      points: steps.map(({ step, lr }) => point('lr', step, lr)),
      caption: 'Learning rate of each step',
    },
  ]);
}

function layersOf(records: readonly MonitorRecord[]): RunFigure[] {
  const layers = records.at(-1)?.activations ?? [];
  return layers.flatMap(({ layer, kind }, i) => {
    const seen = records.flatMap(({ step, activations }) => {
      const found = activations[i];
      return found?.layer === layer ? [{ step, input: found.input }] : [];
    });
    const label = `Input to ${layer}`;
    const file = layer.replaceAll(/[^\w.]+/g, '-');
    const ribbons = seen.map(({ step, input }) => ({ step, percentiles: input.percentiles }));
    const histograms = seen.map(({ step, input }) => ({ step, histogram: input.histogram }));
    return [
      {
        name: `percentiles-${file}`,
        svg: ribbonChart({ label, points: ribbons, color }),
        caption: `15th, 50th and 85th percentiles of the input to ${layer} (${kind})`,
      },
      {
        name: `histogram-${file}`,
        svg: histogramChart({ label, points: histograms, color }),
        caption: `Histogram of the input to ${layer} (${kind}), over the steps`,
      },
    ];
  });
}

function weightsOf(records: readonly MonitorRecord[]): RunFigure[] {
  const pointsOf = (field: 'gradientNorm' | 'updateRatio' | 'effectiveRate'): LinePoint[] =>
    records.flatMap(({ step, parameters }) =>
      parameters.flatMap((parameter) => {
        const value = parameter[field];
        return parameter.rank < 2 || value === null ? [] : [{ name: parameter.name, step, value }];
      }),
    );
  const logarithmic = true;
  return drawn([
    {
      name: 'gradient-norm',
      label: 'Gradient norm',
      points: pointsOf('gradientNorm'),
      logarithmic,
      caption: 'Norm of the gradient of each weight',
    },
    {
      name: 'update-ratio',
      label: 'Update ratio',
      points: pointsOf('updateRatio'),
      logarithmic,
      caption: 'Size of a step over that of the weights; about 0.001 is healthy',
    },
    {
      name: 'effective-rate',
      label: 'Effective learning rate',
      points: pointsOf('effectiveRate'),
      logarithmic,
      caption: 'lr over the mean squared norm of the weights of a unit, where batch norm follows',
    },
  ]);
}
