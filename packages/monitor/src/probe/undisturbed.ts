// Lets a model run once more without a trace: running statistics, counters and generators are put back.
import { BatchNorm, Counter, Parameter, RandomState, type Module } from '@evenkeel/layers';
import { assign, type Tensor, type TypedArray } from '@evenkeel/tensor';

/** What a model is asked for: one tensor to one tensor. */
export interface Model extends Module {
  forward(x: Tensor): Tensor;
}

/** Running statistics of one batch-norm layer, from before the pass. */
export interface SavedNorm {
  readonly norm: BatchNorm<number>;
  readonly mean: TypedArray;
  readonly variance: TypedArray;
}

/**
 * Calls `look` in training mode, on a model whose batch norms keep the plain statistics of the batch as their running
 * ones; afterwards everything is as it was, bit for bit.
 *
 * @param look  gets the running statistics from before
 */
export function undisturbed<T>(model: Module, look: (saved: readonly SavedNorm[]) => T): T {
  const modes = model.modules().map((module) => [module, module.training] as const);
  const restore = [...saveState(model)];
  const norms = model.modules().filter(tracks);
  const saved = norms.map((norm) => ({
    norm,
    mean: norm.runningMean!.dataSync(),
    variance: norm.runningVar!.dataSync(),
  }));
  const momenta = norms.map(({ momentum }) => momentum);
  try {
    model.train();
    for (const norm of norms) norm.momentum = 1;
    return look(saved);
  } finally {
    norms.forEach((norm, i) => (norm.momentum = momenta[i]!));
    for (const put of restore) put();
    for (const { norm, mean, variance } of saved) {
      assign(norm.runningMean!, mean);
      assign(norm.runningVar!, variance);
    }
    // Outermost first: setting a part sets all inside, which then get their own.
    for (const [module, training] of modes)
      if (module.training !== training) module.train(training);
  }
}

const tracks = (module: Module): module is BatchNorm<number> =>
  module instanceof BatchNorm && module.tracksStatistics;

/** What puts back all state but parameters, and the statistics that are saved apart. */
function* saveState(model: Module): Iterable<() => void> {
  const apart = new Set<unknown>(
    model
      .modules()
      .flatMap((module) => (tracks(module) ? [module.runningMean, module.runningVar] : [])),
  );
  for (const [, state] of model.namedState()) {
    if (state instanceof Parameter || apart.has(state)) continue;
    if (state instanceof Counter) {
      const { value } = state;
      yield () => (state.value = value);
    } else if (state instanceof RandomState) {
      const words = state.save();
      yield () => state.load(words);
    } else {
      const values = state.dataSync();
      yield () => assign(state, values);
    }
  }
}
