// One pass over batches that come at once or later, freeing what each makes.
import type { Batch } from '@evenkeel/data';
import { Scope } from '@evenkeel/tensor';
import { disposeBatches, isAsync } from '../fit/batch-source.js';
import { Breather } from '../fit/breathe.js';

/** Batches in any order, at once or later. */
export type Batches = Iterable<Batch> | AsyncIterable<Batch>;

/** Calls `visit` for each batch, inside a scope; the event loop gets its turn between them. */
export async function eachBatch(
  data: Batches,
  visit: (batch: Batch) => void,
  signal?: AbortSignal,
): Promise<void> {
  const breather = new Breather();
  const visitNext = isAsync(data) ? visitingLater(data, visit) : visiting(data, visit);
  while (await visitNext()) {
    signal?.throwIfAborted();
    if (breather.due) await breather.breathe();
  }
}

/** A function that visits the next batch, which belongs to its scope, and gives false at the end of the data. */
function visiting(data: Iterable<Batch>, visit: (batch: Batch) => void): () => boolean {
  const batches = data[Symbol.iterator]();
  return () => {
    using _scope = new Scope();
    const next = batches.next();
    if (next.done === true) return false;
    visit(next.value);
    return true;
  };
}

/** The same for batches that come later. No scope is open while they are waited for. */
function visitingLater(
  data: AsyncIterable<Batch>,
  visit: (batch: Batch) => void,
): () => Promise<boolean> {
  const batches = data[Symbol.asyncIterator]();
  return async () => {
    const next = await batches.next();
    if (next.done === true) return false;
    try {
      using _scope = new Scope();
      visit(next.value);
    } finally {
      disposeBatches([next.value]);
    }
    return true;
  };
}
