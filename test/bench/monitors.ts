// What it costs to watch a training at the default rate: stretches of steps with one look in each, and without any, take turns.
import {
  crossEntropy,
  generator,
  initialize,
  lenet,
  mlp,
  monitor,
  Scope,
  setThreads,
  sgd,
  tensor,
  tidy,
  type Layer,
  type Monitor,
} from 'evenkeel';
import { formatTable } from './format.js';
import { median } from './samples.js';

interface Net {
  readonly name: string;
  readonly batch: number;
  readonly shape: readonly number[];
  /** Rounds for each one asked for: short steps need more, until all is compiled. */
  readonly often: number;
  readonly make: () => Layer;
}

const nets: readonly Net[] = [
  {
    name: 'mlp x60',
    batch: 60,
    shape: [784],
    often: 12,
    make: () => mlp({ sizes: [784, 100, 100, 100, 10], batchNorm: true }),
  },
  { name: 'lenet x64', batch: 64, shape: [28, 28, 1], often: 1, make: () => lenet() },
];

/** How much is timed. */
interface Extent {
  /** Stretches of each kind. */
  readonly rounds: number;
  /** Steps between two looks, and of a stretch; `monitor` takes 200 unless told otherwise. */
  readonly every: number;
}

/** Milliseconds of a step without and with a monitor, and of a look alone; medians. */
interface MonitorCost {
  readonly plain: number;
  readonly watched: number;
  readonly look: number;
}

/** One training step; gives the loss. */
function stepOf(
  { batch, shape }: Net,
  model: Layer,
  every: number,
): { step: () => number; watch: Monitor } {
  const x = generator(1).normal([batch, ...shape]);
  const y = tensor(Int32Array.from({ length: batch }, (_, i) => i % 10));
  const optimizer = sgd(model.parameters(), { lr: 0.01 });
  const step = (): number =>
    tidy(() => {
      const loss = crossEntropy(model.forward(x), y);
      const value = loss.item();
      optimizer.zeroGrad();
      loss.backward();
      optimizer.step();
      return value;
    });
  return { step, watch: monitor(model, { x, optimizer, every }) };
}

/** Times one net: stretches of each kind take turns. */
function costOf(net: Net, { rounds, every }: Extent): MonitorCost {
  using _scope = new Scope();
  const { step, watch } = stepOf(net, initialize(net.make(), { seed: 3 }), every);
  const looks: number[] = [];
  const stretch = (watched: boolean): number => {
    const start = performance.now();
    for (let k = 1; k <= every; k++) {
      const loss = step();
      if (!watched) continue;
      const before = k === every ? performance.now() : 0;
      // Counted from one multiple to the next, so that each stretch has the one look of the default rate.
      watch.afterStep({ step: every * (looks.length + 10) + k, loss });
      if (k === every) looks.push(performance.now() - before);
    }
    return (performance.now() - start) / every;
  };
  // The first looks compile, and fill the pool of buffers.
  stretch(true);
  const turns = Array.from(
    { length: rounds * net.often },
    () => [stretch(false), stretch(true)] as const,
  );
  watch.stop();
  return {
    plain: median(turns.map(([plain]) => plain)),
    watched: median(turns.map(([, watched]) => watched)),
    look: median(looks),
  };
}

/** The table of `pnpm bench --monitors`. */
export function formatMonitors(threads: readonly number[], extent: Extent): string {
  const rows = threads.flatMap((count) => {
    setThreads(count);
    return nets.map((net) => {
      const { plain, watched, look } = costOf(net, extent);
      return [
        net.name,
        String(count),
        plain.toFixed(3),
        watched.toFixed(3),
        look.toFixed(3),
        `${(100 * (watched / plain - 1)).toFixed(1)} %`,
        `${((100 * look) / extent.every / plain).toFixed(1)} %`,
      ];
    });
  });
  return formatTable(
    [
      'net',
      'threads:',
      'ms a step:',
      'watched:',
      'ms a look:',
      'difference:',
      `look / ${extent.every} steps:`,
    ],
    rows,
  );
}
