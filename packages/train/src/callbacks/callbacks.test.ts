import { createReferenceBackend } from '@evenkeel/kernels';
import { reduceOnPlateau } from '@evenkeel/optim';
import { setBackend } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { tinyRun, validation } from '../../test/tiny-run.js';
import { captureRun, restoreRun } from '../checkpoint/run-state.js';
import type { Callback, TrainingRun } from '../fit/callback.js';
import type { EvaluationEvent } from '../fit/events.js';
import { fit } from '../fit/fit.js';
import { earlyStopping } from './early-stopping.js';
import { keepBest } from './keep-best.js';
import { plateauRate } from './plateau-rate.js';

beforeAll(() => {
  setBackend(createReferenceBackend({ precision: 'float32' }));
});

const evaluation = (loss: number, accuracy = 0): EvaluationEvent => ({
  kind: 'evaluation',
  step: 1,
  loss,
  accuracy,
  count: 1,
});

/** Reports evaluations; gives how many were heard before the run was stopped, and why. */
function hear(callback: Callback, events: readonly EvaluationEvent[]): [number, string | null] {
  let why: string | null = null;
  const run = { stop: (text: string) => void (why = text) } as unknown as TrainingRun;
  let heard = 0;
  for (const event of events) {
    if (why !== null) break;
    void callback.onEvaluation?.(event, run);
    heard += 1;
  }
  return [heard, why];
}

describe('earlyStopping', () => {
  it('stops after more evaluations without progress than it has patience', () => {
    const losses = [3, 2, 2.5, 2, 2.1, 1].map((loss) => evaluation(loss));
    expect(hear(earlyStopping({ patience: 2 }), losses)).toEqual([
      5,
      'no progress in 3 evaluations: best loss 2.000',
    ]);
  });

  it('does not take small steps for progress, nor NaN', () => {
    const losses = [3, 2.95, Number.NaN, 1].map((loss) => evaluation(loss));
    const [heard] = hear(earlyStopping({ patience: 1, minDelta: 0.1 }), losses);
    expect(heard).toBe(3);
  });

  it('goes by accuracy', () => {
    const rates = [0.5, 0.6, 0.6].map((accuracy) => evaluation(1, accuracy));
    expect(hear(earlyStopping({ metric: 'accuracy', patience: 0 }), rates)).toEqual([
      3,
      'no progress in 1 evaluations: best accuracy 0.6000',
    ]);
  });

  it('goes on counting after a resume, and stops a run that was stopped', async () => {
    const still = () => ({ ...tinyRun(0), validation: validation() });
    const every = { evaluateEvery: 1 };
    const first = { ...still(), callbacks: [earlyStopping({ patience: 3 })] };
    await fit(first.model, { ...first, ...every, steps: 2 });
    const second = { ...still(), callbacks: [earlyStopping({ patience: 3 })] };
    const startStep = await restoreRun(captureRun(first, 2), second);
    // The running statistics move, so the loss may: what counts is that the state is that of one run.
    expect(second.callbacks[0]!.state!()).toEqual(first.callbacks[0]!.state!());
    const stopped = { values: { best: 0, bad: 4 } };
    second.callbacks[0]!.restore!(stopped);
    const result = await fit(second.model, { ...second, ...every, steps: 20, startStep });
    expect(result).toMatchObject({ reason: 'stopped', step: 2 });
  });

  it.each([
    [{ patience: -1 }, 'earlyStopping: patience must be a whole number from 0 on, got -1.'],
    [{ minDelta: -1 }, 'earlyStopping: minDelta must be a number from 0 on, got -1.'],
    [
      { metric: 'speed' as 'loss' },
      "earlyStopping: metric must be 'loss' or 'accuracy', got 'speed'.",
    ],
  ])('refuses %o', (options, message) => {
    expect(() => earlyStopping(options)).toThrow(message);
  });
});

describe('keepBest', () => {
  it('puts the best weights into the model at the end', async () => {
    const { model, ...run } = tinyRun();
    const keeper = keepBest({ metric: 'loss' });
    const weightsAt = new Map<number, unknown>();
    const losses = new Map<number, number>();
    await fit(model, {
      ...run,
      steps: 12,
      // Diverges: the last evaluation is not the best one.
      schedule: (step) => (step < 6 ? 0.2 : 20),
      validation: validation(),
      evaluateEvery: 2,
      callbacks: [keeper],
      onEvent: (event) => {
        if (event.kind !== 'evaluation') return;
        weightsAt.set(event.step, model.stateDict());
        losses.set(event.step, event.loss);
      },
    });
    const [best] = [...losses].toSorted(([, a], [, b]) => a - b)[0]!;
    expect(best).toBeLessThan(12);
    expect(keeper.best!.step).toBe(best);
    expect(model.stateDict()).toEqual(weightsAt.get(best));
  });

  it('is part of a checkpoint, and leaves an aborted run its last weights', async () => {
    const stop = new AbortController();
    const run = { ...tinyRun(), callbacks: [keepBest()] };
    let last: unknown;
    await fit(run.model, {
      ...run,
      steps: 12,
      schedule: () => 5,
      validation: validation(),
      evaluateEvery: 1,
      signal: stop.signal,
      onEvent: (event) => {
        if (event.kind === 'step') last = run.model.stateDict();
        if (event.step === 6) stop.abort();
      },
    });
    expect(run.model.stateDict()).toEqual(last);
    const again = { ...tinyRun(), callbacks: [keepBest()] };
    await restoreRun(captureRun(run, 6), again);
    expect(again.callbacks[0]!.best).toEqual(run.callbacks[0]!.best);
  });
});

describe('plateauRate', () => {
  it('lowers the rate, and goes on after a resume', async () => {
    const build = () => {
      const plateau = reduceOnPlateau({ baseLr: 0.4, patience: 0, threshold: 1 });
      return { ...tinyRun(0.4), callbacks: [plateauRate(plateau)] };
    };
    const first = build();
    const options = { validation: validation(), evaluateEvery: 2 };
    await fit(first.model, { ...first, ...options, steps: 4 });
    // With this threshold nothing counts as progress: the second evaluation lowers the rate.
    expect(first.optimizer.lr).toBeCloseTo(0.04);
    const second = build();
    const startStep = await restoreRun(captureRun(first, 4), second);
    const rates: number[] = [];
    const onEvent = (e: { kind: string; lr?: number }) =>
      void (e.kind === 'step' && rates.push(e.lr!));
    await fit(second.model, { ...second, ...options, steps: 6, startStep, onEvent });
    expect(rates).toEqual([first.optimizer.lr, first.optimizer.lr]);
    expect(second.optimizer.lr).toBeCloseTo(0.004);
  });
});
