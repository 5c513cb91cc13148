import { createReferenceBackend } from '@evenkeel/kernels';
import {
  add,
  assign,
  crossEntropy,
  div,
  exp,
  mul,
  setBackend,
  sqrt,
  sub,
  type Tensor,
} from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { tinyRun } from '../../test/tiny-run.js';
import type { TrainEvent } from './events.js';
import { fit } from './fit.js';

beforeAll(() => {
  setBackend(createReferenceBackend({ precision: 'float32' }));
});

/** Runs until it fails and gives the error. */
async function failure(run: ReturnType<typeof tinyRun>, options: object = {}): Promise<unknown> {
  return fit(run.model, { ...run, steps: 50, ...options }).then(
    () => null,
    (error: unknown) => error,
  );
}

describe('a loss that is no number', () => {
  it('stops training and names the step and the op', async () => {
    const run = tinyRun();
    let step = 0;
    // From the third step on the logits overflow in exp.
    const loss = (output: Tensor, y: Tensor) => {
      step += 1;
      return crossEntropy(step < 3 ? output : exp(mul(output, 1e4)), y);
    };
    const error = await failure(run, { loss });
    expect(error).toMatchObject({ name: 'NonFiniteLossError', step: 3, op: 'exp' });
    expect((error as Error).message).toMatch(
      /^fit: loss must be finite, got NaN at step 3\. First, exp gave Infinity at element \d+ of \[5, 2\] from finite inputs\.$/,
    );
  });

  it('leaves the parameters as they were before the step', async () => {
    const run = tinyRun();
    let step = 0;
    const zero = (output: Tensor, y: Tensor) => {
      step += 1;
      const loss = crossEntropy(output, y);
      return step < 4 ? loss : div(sub(loss, loss), sub(loss, loss));
    };
    expect(await failure(run, { loss: zero })).toMatchObject({ step: 4, op: 'div' });
    const three = tinyRun();
    await fit(three.model, { ...three, steps: 3 });
    const weights = (model: typeof run.model) => model.parameters().map((p) => p.dataSync());
    expect(weights(run.model)).toEqual(weights(three.model));
  });

  it('names the op that overflows after too large a step', async () => {
    const error = await failure(tinyRun(1e38));
    expect(error).toMatchObject({ name: 'NonFiniteLossError', op: 'linear' });
  });

  it.each([
    ['update', (loss: Tensor) => mul(loss, 1e12)],
    ['gradient', (loss: Tensor) => add(loss, sqrt(sub(loss, loss)))],
  ])('names the parameter and its %s if that was the first', async (op, change) => {
    const loss = (output: Tensor, y: Tensor) => change(crossEntropy(output, y));
    const error = await failure(tinyRun(1e37), { loss });
    expect(error).toMatchObject({ name: 'NonFiniteLossError', op });
    expect((error as Error).message).toBe(
      `fit: loss must be finite, got NaN at step 2. First, parameter 1.weight got it from its ${op} in step 1. ` +
        'Try a smaller learning rate; EVENKEEL_DEBUG=3 stops at the op.',
    );
  });

  it('names a parameter that was bad from the start', async () => {
    const run = tinyRun();
    assign(run.model.layers[4].weight, new Float32Array(12).fill(Number.NaN));
    expect(await failure(run)).toMatchObject({
      step: 1,
      message:
        'fit: loss must be finite, got NaN at step 1. Parameter 4.weight held it before the first step.',
    });
  });

  it('blames the data if the batch holds it', async () => {
    const run = tinyRun();
    run.data.next = () => {
      const batch = Object.getPrototypeOf(run.data).next.call(run.data) as ReturnType<
        typeof run.data.next
      >;
      assign(batch.x, new Float32Array(batch.x.size).fill(Number.POSITIVE_INFINITY));
      return batch;
    };
    expect(await failure(run)).toMatchObject({
      op: 'data',
      message:
        'fit: loss must be finite, got NaN at step 1. The batch holds NaN or infinity already.',
    });
  });

  it('gives each part its mode back and tells of no step', async () => {
    const run = tinyRun(1e38);
    const kinds: string[] = [];
    run.model.eval();
    await failure(run, { onEvent: (event: TrainEvent) => void kinds.push(event.kind) });
    expect(run.model.training).toBe(false);
    expect(kinds.slice(-2)).toEqual(['step', 'end']);
  });
});
