// The comparison itself: two nets from the same weights, trained side by side on the same batches.
import { fit, generator, loader, NonFiniteLossError, sgd, type TrainEvent } from 'evenkeel';
import type { DataPair } from '../data.js';
import { buildModel, type ActivationName, type InitializerName } from '../models/spec.js';
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
  /** Told why a net had to stop early. */
  readonly onStopped: (name: Variant['name'], reason: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Trains both nets. They take turns: each gives way whenever the event loop is due.
 *
 * Both loaders draw from the same generator, so step k sees the same batch in both runs. A net whose loss
 * is no longer finite stops there; the other goes on.
 */
export async function runComparison(
  settings: RunSettings,
  listener: RunListener,
): Promise<Variant[]> {
  const names = ['batch norm', 'plain'] as const;
  return Promise.all(
    names.map(async (name) => ({ name, curve: await trainOne(name, settings, listener) })),
  );
}

async function trainOne(
  name: Variant['name'],
  settings: RunSettings,
  { onEvent, onStopped, signal }: RunListener,
): Promise<CurvePoint[]> {
  const { data, batch, seed, lr, activation, init, steps, every } = settings;
  const model = buildModel({
    model: 'mlp',
    batchNorm: name === 'batch norm',
    activation,
    init,
    seed,
  });
  const recorder = new CurveRecorder();
  try {
    await fit(model, {
      data: loader(data.train, {
        batch,
        generator: generator(seed).fork('batches'),
        dropLast: true,
      }),
      optimizer: sgd(model.parameters(), { lr }),
      steps,
      validation: loader(data.test, { batch: 500, shuffle: false }),
      evaluateEvery: every,
      signal,
      onEvent: (event) => {
        recorder.add(event);
        onEvent(name, event);
      },
    });
  } catch (error) {
    if (!(error instanceof NonFiniteLossError)) throw error;
    onStopped(name, error.message);
  }
  return recorder.curve;
}

/** Turns events into points: mean loss since the point before, accuracy at the point. */
class CurveRecorder {
  readonly curve: CurvePoint[] = [];
  #sum = 0;
  #count = 0;

  add(event: TrainEvent): void {
    if (event.kind === 'step') {
      this.#sum += event.loss;
      this.#count += 1;
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
