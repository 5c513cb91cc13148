// Statistics of the whole training set in the place of running ones.
import type { Batch } from '@evenkeel/data';
import { BatchNorm, preservingMode } from '@evenkeel/layers';
import { ArgumentError, assign, noGrad, Scope, type TypedArray } from '@evenkeel/tensor';
import type { Model } from './evaluate.js';
import { Breather } from './fit/breathe.js';

export interface PopulationOptions {
  /** Most batches to take; default all. */
  readonly batches?: number;
  readonly signal?: AbortSignal;
}

type Norm = BatchNorm<number>;

/**
 * Replaces the running statistics of batch norm by those of the data under the weights as they are now.
 *
 * mean = average over the batches of their means; variance = average of their unbiased variances
 *
 * Running statistics lag behind weights that still change, and fit no weights that were averaged or loaded without them.
 * Each batch goes through the model once; batch norm normalizes by the batch, all other layers are in evaluation mode. No
 * weight changes. All batches count alike: a loader with `dropLast` leaves out a smaller last one. Frozen layers keep their
 * statistics. Should it fail or be stopped, the statistics are those from before.
 *
 * @param model  any model with batch-norm layers
 * @param data  batches, such as the loader of the training data
 * @param options  batches = all; signal
 * @returns  batches taken
 * @throws ArgumentError  if the model has no batch norm to estimate statistics for, or there are no batches
 * @throws Error  the reason of the signal, if it was aborted
 * @see Ioffe & Szegedy 2015, "Batch normalization", algorithm 2, arXiv 1502.03167
 * @example
 * const model = sequential(flatten(), linear(784, 10, { bias: false }), batchNorm(10));
 * const data = loader(drawDigits({ count: 120 }), { batch: 40 });
 * await estimatePopulationStatistics(model, data); // 3
 */
export async function estimatePopulationStatistics(
  model: Model,
  data: Iterable<Batch>,
  options: PopulationOptions = {},
): Promise<number> {
  const norms = model.modules().filter(isEstimated);
  if (norms.length === 0) refuse('model', 'one with batch norm that keeps statistics and learns');
  const before = norms.map(snapshotOf);
  try {
    const count = await preservingMode(model, () => passAll(norms, { model, data, options }));
    if (count === 0) refuse('data', 'at least one batch');
    return count;
  } catch (error) {
    norms.forEach((norm, i) => restore(norm, before[i]!));
    throw error;
  } finally {
    norms.forEach((norm, i) => (norm.momentum = before[i]!.momentum));
  }
}

const isEstimated = (module: unknown): module is Norm =>
  module instanceof BatchNorm && module.tracksStatistics;

function refuse(argument: string, expected: string): never {
  const rule = { op: 'estimatePopulationStatistics', argument, expected, received: 'none' };
  throw new ArgumentError(rule);
}

interface Pass {
  readonly model: Model;
  readonly data: Iterable<Batch>;
  readonly options: PopulationOptions;
}

async function passAll(norms: readonly Norm[], { model, data, options }: Pass): Promise<number> {
  const { batches = Infinity, signal } = options;
  const breather = new Breather();
  model.eval();
  for (const norm of norms) {
    norm.train();
    norm.momentum = 'cumulative';
    norm.numBatchesTracked!.value = 0;
  }
  const source = data[Symbol.iterator]();
  let count = 0;
  while (count < batches && passOne(model, source)) {
    count += 1;
    signal?.throwIfAborted();
    if (breather.due) await breather.breathe();
  }
  return count;
}

/** One batch; false at the end of the data. */
function passOne(model: Model, source: Iterator<Batch>): boolean {
  using _scope = new Scope();
  const next = source.next();
  if (next.done === true) return false;
  noGrad(() => model.forward(next.value.x));
  return true;
}

interface Snapshot {
  readonly momentum: Norm['momentum'];
  readonly mean: TypedArray;
  readonly variance: TypedArray;
  readonly count: number;
}

function snapshotOf(norm: Norm): Snapshot {
  return {
    momentum: norm.momentum,
    mean: norm.runningMean!.dataSync(),
    variance: norm.runningVar!.dataSync(),
    count: norm.numBatchesTracked!.value,
  };
}

function restore(norm: Norm, { mean, variance, count }: Snapshot): void {
  assign(norm.runningMean!, mean);
  assign(norm.runningVar!, variance);
  norm.numBatchesTracked!.value = count;
}
