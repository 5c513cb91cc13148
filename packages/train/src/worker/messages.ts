// What a thread that trains and the one that waits for it say to each other. Plain data: any kind of worker can carry it.
import type { FitResult } from '../fit/fit.js';
import type { TrainEvent } from '../fit/events.js';
import type { SafeFile } from '../safetensors/format.js';

/** To the worker: stop after the current step. */
export interface StopMessage {
  readonly kind: 'stop';
}

/** An error as plain data: an instance loses its class on the way. */
export interface ErrorRecord {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  /** Own properties that are text, numbers or flags, such as a step or a code. */
  readonly details: Readonly<Record<string, string | number | boolean>>;
}

/** From the worker. */
export type ServedMessage =
  | { readonly kind: 'serving' }
  | { readonly kind: 'event'; readonly event: TrainEvent }
  | { readonly kind: 'result'; readonly result: FitResult; readonly weights: SafeFile }
  | { readonly kind: 'error'; readonly error: ErrorRecord };

/** One end of the line to the thread that waits. */
export interface ServingPort {
  post(message: ServedMessage, transfer?: readonly ArrayBuffer[]): void;
  onStop(listener: () => void): void;
}

export function recordOf(error: unknown): ErrorRecord {
  if (!(error instanceof Error)) {
    return { name: 'Error', message: String(error), stack: '', details: {} };
  }
  const details: Record<string, string | number | boolean> = {};
  for (const [key, value] of Object.entries(error)) {
    if (['string', 'number', 'boolean'].includes(typeof value)) details[key] = value as string;
  }
  const { name, message, stack = '' } = error;
  return { name, message, stack, details };
}

/** An error with the name, message and details of the one in the worker. */
export function errorOf({ name, message, stack, details }: ErrorRecord): Error {
  const error = new Error(message);
  Object.assign(error, details, { name, stack });
  return error;
}
