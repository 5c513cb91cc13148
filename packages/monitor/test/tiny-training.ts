// A net and a task small enough for a test: which of two halves of eight numbers has the larger sum.
import { initialize, type Layer } from '@evenkeel/layers';
import { sgd, type Optimizer } from '@evenkeel/optim';
import { crossEntropy, generator, tensor, tidy, type Tensor } from '@evenkeel/tensor';
import { monitor, type Monitor, type MonitorOptions } from '../src/index.js';

export interface TinyTask {
  readonly x: Tensor;
  readonly y: Tensor;
}

export function halvesTask(count = 48, seed = 5): TinyTask {
  const x = generator(seed).normal([count, 8]);
  const values = Array.from(x.dataSync());
  const sum = (row: number, from: number): number =>
    values.slice(8 * row + from, 8 * row + from + 4).reduce((a, b) => a + b, 0);
  const y = Int32Array.from({ length: count }, (_, row) => (sum(row, 0) > sum(row, 4) ? 1 : 0));
  return { x, y: tensor(y) };
}

export interface TinySettings {
  readonly model: Layer;
  readonly task?: TinyTask;
  readonly lr?: number;
  readonly steps?: number;
  readonly optimizer?: Optimizer;
  /** null: nobody watches. */
  readonly watch?: Partial<MonitorOptions> | null;
  readonly seed?: number;
  readonly onStep?: (step: number) => void;
}

/** Trains on the same batch again and again; ends early, noting why, if the loss is no number. */
export function trainTiny(settings: TinySettings): { watch: Monitor | null; losses: number[] } {
  const { model, task = halvesTask(), steps = 40, lr = 0.1 } = settings;
  if (settings.seed !== undefined) initialize(model, { seed: settings.seed });
  const optimizer = settings.optimizer ?? sgd(model.parameters(), { lr });
  const watch =
    settings.watch === null
      ? null
      : monitor(model, { x: task.x, optimizer, every: 10, ...settings.watch });
  watch?.beforeStep();
  const losses: number[] = [];
  for (let step = 1; step <= steps; step++) {
    const loss = trainStep(model, { optimizer, task });
    losses.push(loss);
    if (!Number.isFinite(loss)) {
      watch?.fail(step, `loss must be finite, got ${loss} at step ${step}.`);
      break;
    }
    watch?.afterStep({ step, loss });
    settings.onStep?.(step);
  }
  return { watch, losses };
}

function trainStep(
  model: Layer,
  { optimizer, task }: { optimizer: Optimizer; task: TinyTask },
): number {
  return tidy(() => {
    const loss = crossEntropy(model.forward(task.x), task.y);
    const value = loss.item();
    if (!Number.isFinite(value)) return value;
    optimizer.zeroGrad();
    loss.backward();
    optimizer.step();
    return value;
  });
}
