// Where in the model something went wrong: the error of an op learns the layer that called it, on its way out.
import { KernelError } from '@evenkeel/kernels';
import { ArgumentError } from '@evenkeel/tensor';
import type { Module } from './module.js';

interface Place {
  /** The message of the op. */
  readonly said: string;
  /** From the module that was left last down to the layer that called the op. */
  readonly path: string;
  readonly kind: string;
}

const places = new WeakMap<Error, Place>();

/**
 * An error of an op with the layer in its message, "… In layer 1.0 (Linear)."; for whoever catches it around that layer and throws
 * it on. Each module around it adds its name in front. Any other error stays as it is.
 */
export function located(error: unknown, module: Module): unknown {
  if (!(error instanceof ArgumentError || error instanceof KernelError)) return error;
  const inner = places.get(error);
  const names = [module.localName, inner?.path ?? ''].filter((name) => name !== '');
  const place = {
    said: inner?.said ?? error.message,
    path: names.join('.'),
    kind: inner?.kind ?? module.kind,
  };
  places.set(error, place);
  if (place.path !== '') reword(error, `${place.said} In layer ${place.path} (${place.kind}).`);
  return error;
}

/** The stack holds the message that the error was made with, and is what an uncaught error shows. */
function reword(error: Error, message: string): void {
  const { stack, message: before } = error;
  error.message = message;
  if (stack !== undefined) error.stack = stack.replace(before, () => message);
}
