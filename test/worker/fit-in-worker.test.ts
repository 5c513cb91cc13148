import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fit, captureWeights, type TrainEvent } from '@evenkeel/train';
import { fitInWorker } from '@evenkeel/train/node';
import { describe, expect, it } from 'vitest';
import { buildDigits, type DigitsInput, type digits } from './digits-job.js';
import type { saving, SavingInput } from './saving-job.js';

const worker = { execArgv: ['--conditions', 'evenkeel-source'] };
const job = new URL('digits-job.mjs', import.meta.url);

const train = (
  input: DigitsInput,
  more: { onEvent?: (event: TrainEvent) => void; stepInterval?: number; signal?: AbortSignal } = {},
) => fitInWorker<typeof digits>(job, { input, worker, ...more });

describe('fitInWorker', () => {
  it('gives the weights, the result and the events of fit', async () => {
    const events: TrainEvent[] = [];
    const input = { steps: 8 };
    const onEvent = (event: TrainEvent): void => void events.push(event);
    const { result, weights } = await train(input, { onEvent, stepInterval: 0 });
    const { model, ...options } = buildDigits(input);
    const here = await fit(model, options);
    expect(weights).toEqual(captureWeights(model));
    expect({ ...result, seconds: 0 }).toEqual({ ...here, seconds: 0 });
    expect(events.map(({ kind, step }) => `${kind} ${step}`)).toEqual([
      'start 0',
      ...[1, 2, 3, 4].map((step) => `step ${step}`),
      'evaluation 4',
      ...[5, 6, 7, 8].map((step) => `step ${step}`),
      'evaluation 8',
      'end 8',
    ]);
  });

  it('stops by a signal, and tells of few steps unless asked for all', async () => {
    const stop = new AbortController();
    const steps: number[] = [];
    const { result } = await train(
      { steps: 1_000_000 },
      {
        signal: stop.signal,
        stepInterval: 1e9,
        onEvent: ({ kind, step }) => {
          if (kind === 'step') steps.push(step);
          if (kind === 'evaluation') stop.abort();
        },
      },
    );
    expect(result.reason).toBe('aborted');
    expect(result.step).toBeLessThan(100_000);
    expect(steps).toEqual([1]);
  });
});

it('goes on from the checkpoints of a worker that died, to the same bits', async () => {
  const place = mkdtempSync(join(tmpdir(), 'evenkeel-worker-'));
  const module = new URL('saving-job.mjs', import.meta.url);
  const run = (input: SavingInput, starts: number[] = []) =>
    fitInWorker<typeof saving>(module, {
      input,
      worker,
      onEvent: ({ kind, step }) => void (kind === 'start' && starts.push(step)),
    });
  const directory = join(place, 'killed');
  await expect(run({ directory, dieAt: 8 })).rejects.toThrow(
    /, got exit code 7 after step [678]\. /,
  );
  const starts: number[] = [];
  const resumed = await run({ directory }, starts);
  expect(starts).toEqual([6]);
  const whole = await run({ directory: join(place, 'whole') });
  expect(resumed.weights).toEqual(whole.weights);
  rmSync(place, { recursive: true });
});

describe('fitInWorker says', () => {
  const fate = 'What its checkpoints hold is safe: start it again to go on from there.';
  const failing = async (input: Omit<DigitsInput, 'steps'>) => {
    let heard = 0;
    const onEvent = ({ step }: TrainEvent): void => void (heard = step);
    const error: unknown = await train({ steps: 20, ...input }, { stepInterval: 0, onEvent }).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    return { error, heard };
  };
  const died = (received: string, step: number) => ({
    name: 'WorkerDiedError',
    message: `fitInWorker: the worker must live until its run ends, got ${received} after step ${step}. ${fate}`,
    step,
  });

  it('that the worker died, and after which step', async () => {
    expect((await failing({ failure: 'exit' })).error).toMatchObject(died('exit code 7', 2));
    // A thread goes on for some steps until its error has ended it.
    const { error, heard } = await failing({ failure: 'throw' });
    expect(error).toMatchObject(died('"the job broke"', heard));
    expect(heard).toBeGreaterThanOrEqual(3);
  });

  it('how far the worker had come, though this thread was too busy to hear it', async () => {
    const reached = new Int32Array(new SharedArrayBuffer(4));
    const ended = failing({ failure: 'throw', reached });
    setTimeout(() => {
      // Until what the worker has said and its error are both there.
      Atomics.wait(reached, 0, 0, 30_000);
      Atomics.wait(reached, 0, 3, 500);
    });
    const { error, heard } = await ended;
    expect(error).toMatchObject(died('"the job broke"', heard));
    expect(heard).toBeGreaterThanOrEqual(3);
  });

  it('what its listener has thrown, which hears no more then', async () => {
    let calls = 0;
    const onEvent = (): void => {
      calls += 1;
      throw new Error('enough');
    };
    const reached = new Int32Array(new SharedArrayBuffer(4));
    const ended = train({ steps: 20, reached }, { stepInterval: 0, onEvent });
    Atomics.wait(reached, 0, 0, 30_000);
    await expect(ended).rejects.toThrow('enough');
    expect(calls).toBe(1);
  });

  it('what went wrong in the run', async () => {
    const { error } = await failing({ failure: 'nan' });
    expect(error).toMatchObject({ name: 'NonFiniteLossError', step: 5, op: 'update' });
    expect((error as Error).message).toMatch(
      /^fit: loss must be finite, got NaN at step 5\. First, /,
    );
  });

  it('that the module serves nothing', async () => {
    const module = new URL('no-job.mjs', import.meta.url);
    await expect(
      fitInWorker<typeof digits>(module, { input: { steps: 1 }, worker }),
    ).rejects.toThrow(
      `fitInWorker: ${fileURLToPath(module)} must call serveFit when it is loaded, got a module that did not.`,
    );
  });
});
