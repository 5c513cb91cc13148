// Whether a saved place fits a loader.
import { ArgumentError } from '@evenkeel/tensor';
import type { LoaderState } from './index-loader.js';

interface Restoring {
  readonly saved: LoaderState;
  /** Of the loader that is to go on. */
  readonly now: LoaderState;
  /** Batches of one of its epochs. */
  readonly length: number;
}

/** Refuses a state of another data set, batch or order, or of a place that does not exist. */
export function checkRestorable(op: string, { saved, now, length }: Restoring): void {
  const refuse = (expected: string, received: string): never => {
    throw new ArgumentError({ op, argument: 'state', expected, received });
  };
  const cut = ({ count, batch }: LoaderState): string =>
    `of ${count} samples in batches of ${batch}`;
  if (cut(saved) !== cut(now)) refuse(cut(now), `one ${cut(saved)}`);
  const { epoch, position } = saved;
  if (!isWhole(epoch) || !isWhole(position) || position >= length) {
    refuse(`of a position below ${length}`, `epoch ${epoch}, position ${position}`);
  }
  const order = ({ generator }: LoaderState): string =>
    generator === null ? 'in order' : 'in random order';
  if (order(saved) !== order(now)) refuse(order(now), `one ${order(saved)}`);
}

const isWhole = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
