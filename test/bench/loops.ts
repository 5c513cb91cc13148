// `fit` beside loops by hand, op by op and recorded: what the training loop itself costs, and what recording saves.
import {
  crossEntropy,
  drawDigits,
  fit,
  generator,
  initialize,
  lenet,
  loader,
  mlp,
  recordedLoss,
  Scope,
  setThreads,
  sgd,
  type Layer,
  type Loader,
  type Optimizer,
} from 'evenkeel';
import { formatTable } from './format.js';
import { median } from './samples.js';

interface Net {
  readonly name: string;
  readonly batch: number;
  /** Steps of a stretch for each one asked for: short ones need more. */
  readonly often: number;
  readonly make: () => Layer;
}

const nets: readonly Net[] = [
  {
    name: 'mlp x60',
    batch: 60,
    often: 10,
    make: () => mlp({ sizes: [784, 100, 100, 100, 10], batchNorm: true }),
  },
  { name: 'lenet x64', batch: 64, often: 1, make: () => lenet() },
];

interface Run {
  readonly model: Layer;
  readonly optimizer: Optimizer;
  readonly data: Loader;
}

/** Trains some steps and gives the milliseconds of one, after a few that record. */
type Stretch = (run: Run, steps: number) => Promise<number>;

const warmUp = 4;

type Passes = Disposable & Pick<ReturnType<typeof recordedLoss>, 'forward' | 'backward'>;

/** One step of a loop by hand. */
function byHand(run: Run, passes: Passes): void {
  using _scope = new Scope();
  const { x, y } = run.data.next();
  const loss = passes.forward(x, y);
  if (!Number.isFinite(loss.item())) throw new Error('bench: the loss must be finite.');
  run.optimizer.zeroGrad();
  passes.backward();
  run.optimizer.step();
}

function passesOf(model: Layer, recorded: boolean): Passes {
  if (recorded) return recordedLoss(model);
  let loss: ReturnType<typeof crossEntropy> | null = null;
  return {
    forward: (x, y) => (loss = crossEntropy(model.forward(x), y)),
    backward: () => loss?.backward(),
    [Symbol.dispose]: () => (loss = null),
  };
}

const handStretch =
  (recorded: boolean): Stretch =>
  async (run, steps) => {
    using passes = passesOf(run.model, recorded);
    for (let i = 0; i < warmUp; i++) byHand(run, passes);
    const start = performance.now();
    for (let i = 0; i < steps; i++) byHand(run, passes);
    return (performance.now() - start) / steps;
  };

const fitStretch =
  (record: 'auto' | false): Stretch =>
  async ({ model, ...run }, steps) => {
    let start = 0;
    await fit(model, {
      ...run,
      record,
      steps: warmUp + steps,
      onEvent: (event) => {
        if (event.kind === 'step' && event.step === warmUp) start = performance.now();
      },
    });
    return (performance.now() - start) / steps;
  };

const ways: readonly (readonly [string, Stretch])[] = [
  ['by hand', handStretch(false)],
  ['fit, op by op', fitStretch(false)],
  ['by hand, recorded', handStretch(true)],
  ['fit', fitStretch('auto')],
];

/** Milliseconds of a step by each way, which take turns; medians. */
async function timesOf(net: Net, rounds: number, steps: number): Promise<number[]> {
  const digits = drawDigits({ count: 40 * net.batch });
  const runs = ways.map(() => {
    const model = initialize(net.make(), { seed: 3 });
    const data = loader(digits, { batch: net.batch, generator: generator(1) });
    return { model, data, optimizer: sgd(model.parameters(), { lr: 0.01, momentum: 0.9 }) };
  });
  const times = ways.map((): number[] => []);
  // The first round compiles.
  for (let round = 0; round <= rounds; round++) {
    for (const [i, [, stretch]] of ways.entries()) {
      const time = await stretch(runs[i]!, steps * net.often);
      if (round > 0) times[i]!.push(time);
    }
  }
  return times.map(median);
}

/** The table of `pnpm bench --loops`. */
export async function formatLoops(
  threads: readonly number[],
  { rounds, steps }: { readonly rounds: number; readonly steps: number },
): Promise<string> {
  const rows: string[][] = [];
  for (const count of threads) {
    setThreads(count);
    for (const net of nets) {
      const times = await timesOf(net, rounds, steps);
      const over = (way: number, base: number): string =>
        `${(100 * (times[way]! / times[base]! - 1)).toFixed(1)} %`;
      const shown = times.map((time) => time.toFixed(3));
      rows.push([net.name, String(count), ...shown, over(1, 0), over(3, 2), over(2, 0)]);
    }
  }
  const heads = ways.map(([name]) => `${name}, ms a step:`);
  const ratios = ['fit over by hand:', 'both recorded:', 'recorded over op by op:'];
  return formatTable(['net', 'threads:', ...heads, ...ratios], rows);
}
