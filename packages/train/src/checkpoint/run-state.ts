// Everything that the next steps of a run depend on, as the content of a safetensors file, and back.
import type { Module, SavedTensor, StateDict } from '@evenkeel/layers';
import type { Optimizer } from '@evenkeel/optim';
import type { Generator } from '@evenkeel/tensor';
import type { BatchSource } from '../fit/batch-source.js';
import { statefulCallbacks, type Callback, type CallbackState } from '../fit/callback.js';
import type { SafeFile, SafeTensor } from '../safetensors/format.js';
import { checkSameRun, holdsRun, readRecord, recordMetadata } from './run-record.js';
import type { CheckpointSource } from './sink.js';
import { structureOf } from './structure.js';

/** What takes part in a run. */
export interface Run {
  readonly model: Module;
  readonly optimizer: Optimizer;
  /** Such as `loader(set, { batch: 60 })`. */
  readonly data: BatchSource;
  /** Generators that the steps draw from, such as that of dropout, by any names. */
  readonly generators?: Readonly<Record<string, Generator>>;
  /** Those that remember something, such as `earlyStopping`, are saved and restored with the run. */
  readonly callbacks?: readonly Callback[];
}

export interface RestoreOptions {
  /** What errors call the checkpoint. */
  readonly file?: string;
  /**
   * Whether a checkpoint of another version of evenkeel, or of a model whose modules have other kinds or settings, is refused;
   * default true. Names and shapes of the state must fit in any case.
   */
  readonly strict?: boolean;
}

const modelPrefix = 'model.';
const optimizerPrefix = 'optimizer.';
const callbackPrefix = (name: string): string => `callback.${name}.`;

/**
 * Everything that the steps after `step` depend on: parameters and running statistics, state of the optimizer,
 * position of the loader, generators, what callbacks remember.
 *
 * @param run  model, optimizer, data, generators, callbacks
 * @param step  steps taken
 * @param metadata  more text for the file, such as how to build the model
 * @returns  content for `encodeSafetensors` or a `CheckpointSink`; weights are named `model.NAME`
 * @example
 * const model = sequential(flatten(), linear(784, 10));
 * const optimizer = sgd(model.parameters(), { lr: 0.1 });
 * const data = loader(drawDigits({ count: 60 }), { batch: 20 });
 * const content = captureRun({ model, optimizer, data }, 500);
 * content.tensors.has('model.1.weight'); // true
 */
export function captureRun(
  run: Run,
  step: number,
  metadata: Readonly<Record<string, string>> = {},
): SafeFile {
  const { tensors: optimizerTensors, ...optimizer } = run.optimizer.stateDict();
  const tensors = new Map<string, SafeTensor>();
  addPrefixed(tensors, modelPrefix, run.model.stateDict());
  addPrefixed(tensors, optimizerPrefix, optimizerTensors);
  const callbacks: Record<string, CallbackState['values']> = {};
  for (const [name, callback] of statefulCallbacks(run.callbacks ?? [])) {
    const state = callback.state();
    callbacks[name] = state.values;
    addPrefixed(tensors, callbackPrefix(name), state.tensors ?? {});
  }
  const record = recordMetadata({
    model: structureOf(run.model),
    step,
    epoch: run.data.epoch,
    data: run.data.state(),
    generators: mapValues(run.generators ?? {}, (generator) => generator.state()),
    optimizer,
    callbacks,
  });
  return { tensors, metadata: { ...metadata, ...record } };
}

/**
 * Puts a run back to where a checkpoint was taken: the steps that follow give the same bits.
 *
 * @param content  what `captureRun` gave
 * @param run  a model, optimizer, loader and generators built as they were then
 * @param options  file = 'the checkpoint', as errors call it; strict = true
 * @returns  steps taken
 * @throws FileFormatError  if it is no checkpoint of a run
 * @throws CheckpointMismatchError  another version of evenkeel wrote it, or the model has other modules or settings
 * @throws ArgumentError, ShapeError, RangeError  if model, optimizer, data, generators or callbacks differ from those saved
 * @example
 * const model = sequential(flatten(), linear(784, 10));
 * const optimizer = sgd(model.parameters(), { lr: 0.1 });
 * const run = { model, optimizer, data: loader(drawDigits({ count: 60 }), { batch: 20 }) };
 * await restoreRun(captureRun(run, 500), run); // 500
 */
export async function restoreRun(
  content: SafeFile,
  run: Run,
  { file = 'the checkpoint', strict = true }: RestoreOptions = {},
): Promise<number> {
  const record = readRecord(content, file);
  if (strict) checkSameRun(record, structureOf(run.model), file);
  const generators = run.generators ?? {};
  const callbacks = statefulCallbacks(run.callbacks ?? []);
  const remembered = record.callbacks;
  checkNames('generators', Object.keys(generators), Object.keys(record.generators));
  checkNames('callbacks', [...callbacks.keys()], Object.keys(remembered));
  run.model.loadStateDict(plainTensors(content, modelPrefix));
  run.optimizer.loadStateDict({
    ...record.optimizer,
    tensors: plainTensors(content, optimizerPrefix),
  });
  await run.data.restore(record.data as never);
  for (const [name, generator] of Object.entries(generators)) {
    generator.restore(record.generators[name]!);
  }
  for (const [name, callback] of callbacks) {
    const tensors = plainTensors(content, callbackPrefix(name));
    callback.restore({ values: remembered[name]!, tensors });
  }
  return record.step;
}

/**
 * Goes on from the last good checkpoint, if there is one.
 *
 * @param from  such as `openCheckpoints(directory)`
 * @param run  built as it was when the checkpoint was taken
 * @param options  strict = true
 * @returns  steps taken: 0 if there is no checkpoint, and nothing was changed
 * @throws as `restoreRun`
 * @example
 * const model = sequential(flatten(), linear(784, 10));
 * const optimizer = sgd(model.parameters(), { lr: 0.1 });
 * const run = { model, optimizer, data: loader(drawDigits({ count: 60 }), { batch: 20 }) };
 * const nothingYet = { latest: async () => null };
 * const startStep = await resume(nothingYet, run);
 * startStep; // 0
 * const { step } = await fit(model, { ...run, steps: 2, startStep });
 * step; // 2
 */
export async function resume(
  from: CheckpointSource,
  run: Run,
  { strict = true }: Pick<RestoreOptions, 'strict'> = {},
): Promise<number> {
  const found = await from.latest();
  return found === null ? 0 : restoreRun(found.content, run, { file: found.path, strict });
}

function checkNames(what: string, given: readonly string[], saved: readonly string[]): void {
  if (given.toSorted().join() === saved.toSorted().join()) return;
  throw new RangeError(
    `restoreRun: ${what} must be [${saved.join(', ')}], as in the checkpoint, got [${given.join(', ')}].`,
  );
}

function addPrefixed(
  into: Map<string, SafeTensor>,
  prefix: string,
  tensors: Readonly<Record<string, SavedTensor>>,
): void {
  for (const [name, { shape, data }] of Object.entries(tensors))
    into.set(prefix + name, { shape, data });
}

/** The tensors of the model in a checkpoint; null if the content is none. */
export function modelTensors(content: SafeFile): StateDict | null {
  return holdsRun(content) ? plainTensors(content, modelPrefix) : null;
}

/** Tensors whose names start with a prefix, by the rest of the name. */
export function plainTensors(content: SafeFile, prefix = ''): StateDict {
  const taken: Record<string, SavedTensor> = {};
  for (const [name, { shape, data }] of content.tensors) {
    if (name.startsWith(prefix) && !(data instanceof BigInt64Array)) {
      taken[name.slice(prefix.length)] = { shape, data };
    }
  }
  return taken;
}

function mapValues<A, B>(
  record: Readonly<Record<string, A>>,
  map: (value: A) => B,
): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}
