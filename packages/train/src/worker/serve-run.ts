// The side of the worker: builds a run, trains, and tells what happens.
import { captureWeights } from '../checkpoint/weights.js';
import type { Model } from '../evaluate.js';
import type { TrainEvent } from '../fit/events.js';
import { fit } from '../fit/fit.js';
import type { FitOptions } from '../fit/options.js';
import type { SafeFile } from '../safetensors/format.js';
import { recordOf, type ServingPort } from './messages.js';

/** Everything that `fit` takes. */
export interface ServedRun extends FitOptions {
  readonly model: Model;
}

/** Builds a run where it will be trained, from data that can be copied there. */
export type BuildRun<Input> = (input: Input) => ServedRun | Promise<ServedRun>;

/** What the function that `serveFit` was given takes. */
export type InputOf<Build> = Build extends BuildRun<infer Input> ? Input : never;

export interface ServeSettings {
  /** Milliseconds between two step events that are told. */
  readonly stepInterval: number;
}

/** Trains a run and tells of it; errors are told too, and never thrown. */
export async function serveRun<Input>(
  build: BuildRun<Input>,
  input: Input,
  { port, stepInterval }: ServeSettings & { readonly port: ServingPort },
): Promise<void> {
  const stop = new AbortController();
  port.onStop(() => stop.abort());
  port.post({ kind: 'serving' });
  try {
    const { model, ...options } = await build(input);
    const isTold = stepsApart(stepInterval);
    const signals = options.signal === undefined ? [] : [options.signal];
    const result = await fit(model, {
      ...options,
      signal: AbortSignal.any([stop.signal, ...signals]),
      onEvent: async (event) => {
        await options.onEvent?.(event);
        if (isTold(event)) port.post({ kind: 'event', event });
      },
    });
    const weights = captureWeights(model, options.metadata);
    port.post({ kind: 'result', result, weights }, buffersOf(weights));
  } catch (error) {
    port.post({ kind: 'error', error: recordOf(error) });
  }
}

/** Lets pass one step event in each interval and the last one, and all others: a message for each step would be a flood. */
function stepsApart(interval: number): (event: TrainEvent) => boolean {
  let next = 0;
  return (event) => {
    if (event.kind !== 'step') return true;
    const now = performance.now();
    if (now < next && event.step < event.steps) return false;
    next = now + interval;
    return true;
  };
}

/** What can be handed over instead of copied. */
function buffersOf({ tensors }: SafeFile): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  for (const { data } of tensors.values()) {
    if (data.buffer instanceof ArrayBuffer) buffers.add(data.buffer);
  }
  return [...buffers];
}
