// The newest snapshot as the charts take it: aligned columns with gaps, and limits of axes.
import { computed } from '@preact/signals';
import type { Histogram } from '@evenkeel/monitor';
import type { ChartData, Limits } from '../charts/spec.js';
import { together, type Axis } from '../race/axes.js';
import { netNames, perNet, type NetName } from '../race/net-names.js';
import type { Curve, NetSnapshot } from '../race/protocol.js';
import { data, settings, snapshot } from './store.js';

type Column = (number | null)[];

const nothing: ChartData = [[], [], []];

/** The curves of both nets on the steps of the one that came farther. */
function sideBySide(pick: (net: NetSnapshot) => Curve): ChartData {
  const now = snapshot.value;
  if (now === null) return nothing;
  const curves = netNames.map((name) => pick(now.nets[name]));
  const [longest] = curves.toSorted((a, b) => b.steps.length - a.steps.length);
  const columns = curves.map(({ steps, values }) => aligned(longest!.steps, steps, values));
  return [Array.from(longest!.steps), ...columns];
}

function aligned(all: Float64Array, steps: Float64Array, values: Float64Array): Column {
  const byStep = new Map(Array.from(steps, (step, i) => [step, values[i]!]));
  return Array.from(all, (step) => byStep.get(step) ?? null);
}

export const lossData = computed(() => sideBySide(({ loss }) => loss));
export const accuracyPercent = computed(() =>
  sideBySide(({ accuracy }) => ({
    ...accuracy,
    values: accuracy.values.map((share) => 100 * share),
  })),
);

/** Columns of the three percentiles. */
export const percentileData = (name: NetName) =>
  computed((): ChartData => {
    const now = snapshot.value;
    if (now === null) return [[], [], [], []];
    const { steps, values } = now.nets[name].percentiles;
    return [Array.from(steps), ...values.map((column) => Array.from(column))];
  });

/**
 * Edges of bars, and the share of the values per unit of the axis between each edge and the next: now, and before the
 * first step. Both have bars of their own, so the edges are those of both.
 */
export const densityData = (name: NetName) =>
  computed((): ChartData => {
    const net = snapshot.value?.nets[name];
    if (net === undefined) return nothing;
    const both = [net.inputs.histogram, net.first.histogram].map(barsOf);
    const edges = [...new Set(both.flatMap(({ edges: own }) => own))].toSorted((a, b) => a - b);
    return [edges, ...both.map(({ at }) => edges.map(at))];
  });

interface Bars {
  readonly edges: readonly number[];
  /** The density right of a place; null outside of all bars. */
  readonly at: (x: number) => number | null;
}

/** Where all values are equal, a bar has this width. */
const narrowest = 1e-6;

function barsOf({ from, to, counts }: Histogram): Bars {
  const width = Math.max(to - from, narrowest) / counts.length;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const edges = Array.from(counts, (_, i) => from + i * width);
  return {
    edges: counts.length === 0 ? [] : [...edges, from + counts.length * width],
    at: (x) => {
      // Edges are compared as they were made: a quotient could miss its own bar by a rounding.
      const bar = edges.findLastIndex((edge) => edge <= x);
      const count = x < from + counts.length * width ? counts[bar] : undefined;
      return count === undefined ? null : count / (total * width);
    },
  };
}

/** Steps from the start to where training will pause. */
export const stepLimits = (): Limits => [0, snapshot.peek()?.goal ?? settings.peek().steps];

export const valueLimits = (name: NetName) => (): Limits => {
  const axis = snapshot.peek()?.axes[name];
  return axis === undefined ? [-1, 1] : [axis.low, axis.high];
};

/** From nothing to the highest bar, in few sizes, so that the axis seldom changes. */
export const densityLimits = (chart: ReturnType<typeof densityData>) => (): Limits => {
  const highest = Math.max(
    0.4,
    ...chart
      .peek()
      .slice(1)
      .flatMap((column) => Array.from(column, Number)),
  );
  const power = 10 ** Math.floor(Math.log10(highest));
  return [0, power * ([1, 1.5, 2, 3, 5, 7].find((top) => highest <= top * power) ?? 10)];
};

/** The loss of guessing: ln of the number of classes. */
export const guessing = (): number => Math.log(data.peek()?.classes ?? 10);

/** Up to the highest loss, but a peak that is over counts to 1.4 times that of guessing only, one that lasts to thrice. */
export const lossLimits = (): Limits => {
  const guess = guessing();
  const columns = lossData
    .peek()
    .slice(1)
    .map((column) => Array.from(column, (value) => value ?? 0));
  const highest = Math.max(...columns.flat(), 0);
  const nets = snapshot.peek()?.nets;
  const going = columns.filter((_, i) => nets?.[netNames[i]!].failure === null);
  const latest = Math.max(0, ...going.map((column) => column.findLast((value) => value > 0) ?? 0));
  return [0, Math.max(1.15 * guess, Math.min(highest, 1.4 * guess), Math.min(latest, 3 * guess))];
};

/** The same limits for both nets unless one has exploded; 0 is among them. */
export const percentileLimits = (name: NetName) => (): Limits => {
  const nets = snapshot.peek()?.nets;
  const { low, high } = together(perNet((each) => reachOf(nets?.[each])))[name];
  return [low, high];
};

/** From the least to the greatest percentile; of a net that diverged, about those before the first step. */
function reachOf(net: NetSnapshot | undefined): Axis {
  const columns = net?.percentiles.values ?? [];
  const shown = columns.flatMap((column) =>
    Array.from(net?.failure === null ? column : column.slice(0, 1)),
  );
  const finite = shown.filter(Number.isFinite);
  return { low: Math.min(-0.5, ...finite), high: Math.max(0.5, ...finite) };
}
