import type { Batch, Loader, LoaderState } from '@evenkeel/data';
import { createReferenceBackend } from '@evenkeel/kernels';
import { memory, setBackend } from '@evenkeel/tensor';
import { beforeAll, expect, it } from 'vitest';
import { tinyRun, validation } from '../../test/tiny-run.js';
import { captureRun, restoreRun } from '../checkpoint/run-state.js';
import type { AsyncBatchSource } from './batch-source.js';
import { fit } from './fit.js';

beforeAll(() => {
  setBackend(createReferenceBackend({ precision: 'float32' }));
});

/** The batches of a loader, a little later. */
class LateLoader implements AsyncBatchSource {
  readonly #inner: Loader;

  constructor(inner: Loader) {
    this.#inner = inner;
  }

  get length(): number {
    return this.#inner.length;
  }

  get epoch(): number {
    return this.#inner.epoch;
  }

  async next(): Promise<Batch> {
    await new Promise((resolve) => setTimeout(resolve, 0));
    return this.#inner.next();
  }

  async *[Symbol.asyncIterator](): AsyncIterator<Batch> {
    const { epoch } = this;
    while (this.epoch === epoch) yield await this.next();
  }

  state(): LoaderState {
    return this.#inner.state();
  }

  async restore(state: LoaderState): Promise<void> {
    this.#inner.restore(state);
  }
}

const lateRun = () => {
  const run = tinyRun();
  return { ...run, data: new LateLoader(run.data) };
};

it('batches that come later give the same bits, are freed, and can be resumed', async () => {
  const whole = tinyRun();
  await fit(whole.model, { ...whole, steps: 9, validation: validation() });

  const first = lateRun();
  await fit(first.model, { ...first, steps: 2 });
  const before = memory().tensors;
  await fit(first.model, {
    ...first,
    steps: 4,
    startStep: 2,
    validation: new LateLoader(validation()),
  });
  expect(memory().tensors).toBe(before);
  const content = captureRun(first, 4);

  const second = lateRun();
  const startStep = await restoreRun(content, second);
  const validating = { validation: new LateLoader(validation()) };
  const { evaluation } = await fit(second.model, { ...second, ...validating, steps: 9, startStep });
  expect(evaluation).toMatchObject({ count: 24 });
  expect(second.model.stateDict()).toEqual(whole.model.stateDict());
});
