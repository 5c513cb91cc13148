// What the training loop takes batches from: the loader of @evenkeel/data, one that reads ahead, or one of the user's own.
import type { Batch } from '@evenkeel/data';

interface Position {
  /** Batches an epoch. */
  readonly length: number;
  /** Epochs finished. */
  readonly epoch: number;
  /** Where the source stands, fit for JSON: behind the last batch that `next` has given, whatever was read ahead. */
  state(): unknown;
  /** Goes on from a state that `state()` gave. */
  restore(state: never): void | Promise<void>;
}

/** Gives the next batch at once; what it makes belongs to the scope of the step. */
export interface SyncBatchSource extends Position, Iterable<Batch> {
  next(): Batch;
}

/** Gives the next batch later; the loop frees it after the step. */
export interface AsyncBatchSource extends Position, AsyncIterable<Batch> {
  next(): Promise<Batch>;
}

/** An endless stream of batches whose place can be saved. */
export type BatchSource = SyncBatchSource | AsyncBatchSource;

/** Whether batches come later. */
export function isAsync<T extends object>(
  source: T,
): source is Extract<T, { [Symbol.asyncIterator]: unknown }> {
  return Symbol.asyncIterator in source;
}

/** Frees the tensors of batches. */
export function disposeBatches(batches: readonly Batch[]): void {
  for (const { x, y } of batches) {
    x.dispose();
    y.dispose();
  }
}
