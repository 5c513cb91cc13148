// The comparison itself: two nets from the same weights, trained side by side on the same batches.
import {
  fit,
  generator,
  loader,
  monitor,
  NonFiniteLossError,
  sgd,
  type Layer,
  type Monitor,
  type MonitorRecord,
  type Optimizer,
  type TrainEvent,
} from 'evenkeel';
import { testLoader, type DataPair } from '../data.js';
import { buildModel } from '../models/build.js';
import type { ActivationName, InitializerName, ModelSpec } from '../models/spec.js';
import type { CurvePoint, Variant } from './result.js';

export interface RunSettings {
  readonly data: DataPair;
  readonly steps: number;
  readonly batch: number;
  readonly lr: number;
  readonly seed: number;
  readonly activation: ActivationName;
  readonly init: InitializerName;
  /** Steps between two evaluations. */
  readonly every: number;
}

export interface RunListener {
  /** Told of every step and evaluation of either net. */
  readonly onEvent: (name: Variant['name'], event: TrainEvent) => void;
  readonly signal: AbortSignal;
}

/** A net after its training. */
export interface TrainedNet extends Variant {
  readonly spec: ModelSpec;
  readonly model: Layer;
  /** Steps taken. */
  readonly steps: number;
  /** Why it had to stop early: its loss is no longer finite. Null if it did not. */
  readonly failure: string | null;
  /** What a monitor saw on the way. */
  readonly records: readonly MonitorRecord[];
}

/** Looks at each net, examples that are looked at, and numbers of a layer that are read: all. */
const looks = { count: 50, examples: 240, samples: 24_000 } as const;

/**
 * Trains both nets. They take turns: each gives way whenever the event loop is due.
 *
 * Both loaders draw from the same generator, so step k sees the same batch in both runs. A net whose loss
 * is no longer finite stops there; the other goes on.
 */
export async function runComparison(
  settings: RunSettings,
  listener: RunListener,
): Promise<TrainedNet[]> {
  // An error in one net must not leave the other training in the background.
  const broken = new AbortController();
  const signal = AbortSignal.any([listener.signal, broken.signal]);
  const trainOrBreak = async (name: Variant['name']): Promise<TrainedNet> => {
    try {
      return await trainOne(name, settings, { ...listener, signal });
    } catch (error) {
      broken.abort();
      throw error;
    }
  };
  return Promise.all((['batch norm', 'plain'] as const).map(trainOrBreak));
}

async function trainOne(
  name: Variant['name'],
  settings: RunSettings,
  { onEvent, signal }: RunListener,
): Promise<TrainedNet> {
  const { data, batch, seed, lr, activation, init, steps, every } = settings;
  const batchNorm = name === 'batch norm';
  const { shape, classes } = data.train;
  const spec: ModelSpec = { model: 'mlp', batchNorm, activation, init, seed, shape, classes };
  const model = buildModel(spec);
  const recorder = new CurveRecorder();
  const optimizer = sgd(model.parameters(), { lr });
  const watch = watchOf(model, { optimizer, settings });
  let failure: string | null = null;
  try {
    await fit(model, {
      data: loader(data.train, {
        batch,
        generator: generator(seed).fork('batches'),
        dropLast: true,
      }),
      optimizer,
      steps,
      validation: testLoader(data.test),
      evaluateEvery: every,
      signal,
      callbacks: [watch],
      onEvent: (event) => {
        recorder.add(event);
        onEvent(name, event);
      },
    });
  } catch (error) {
    if (!(error instanceof NonFiniteLossError)) throw error;
    failure = error.message;
  } finally {
    watch.stop();
  }
  const { records } = watch.history;
  return { name, curve: recorder.curve, spec, model, steps: recorder.steps, failure, records };
}

/** For the report's pictures of what the activations get; it changes nothing in the run. */
function watchOf(
  model: Layer,
  { optimizer, settings }: { optimizer: Optimizer; settings: RunSettings },
): Monitor {
  const { data, steps } = settings;
  const batch = Math.min(looks.examples, data.train.count);
  const { x } = loader(data.train, { batch, shuffle: false }).next();
  const { samples } = looks;
  const watch = monitor(model, { x, optimizer, samples, every: Math.ceil(steps / looks.count) });
  x.dispose();
  return watch;
}

/** Turns events into points: mean loss since the point before, accuracy at the point. */
class CurveRecorder {
  readonly curve: CurvePoint[] = [];
  steps = 0;
  #sum = 0;
  #count = 0;

  add(event: TrainEvent): void {
    if (event.kind === 'step') {
      this.#sum += event.loss;
      this.#count += 1;
      this.steps = event.step;
    } else if (event.kind === 'evaluation') {
      this.curve.push({
        step: event.step,
        loss: this.#sum / this.#count,
        testAccuracy: event.accuracy,
      });
      this.#sum = 0;
      this.#count = 0;
    }
  }
}
