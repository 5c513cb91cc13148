import { createReferenceBackend } from '@evenkeel/kernels';
import { memory, setBackend } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { tinyRun, validation } from '../../test/tiny-run.js';
import type { Callback } from './callback.js';
import { fit } from './fit.js';

beforeAll(() => {
  setBackend(createReferenceBackend({ precision: 'float32' }));
});

/** Notes every call. */
function noting(name: string, calls: string[], observes?: (step: number) => boolean): Callback {
  const note =
    (method: string) =>
    (...args: readonly unknown[]): void => {
      const { step } = args.at(-1) as { step: number };
      calls.push(`${name} ${method} ${step}`);
    };
  return {
    ...(observes === undefined ? {} : { observes }),
    onStart: note('onStart'),
    onStepStart: note('onStepStart'),
    onGradients: note('onGradients'),
    onUpdate: note('onUpdate'),
    onStep: note('onStep'),
    onEvaluation: note('onEvaluation'),
    onCheckpoint: note('onCheckpoint'),
    onEnd: note('onEnd'),
  };
}

const save = { save: () => Promise.resolve('nowhere') };

describe('callbacks', () => {
  it('are called in the documented order', async () => {
    const { model, ...run } = tinyRun();
    const calls: string[] = [];
    await fit(model, {
      ...run,
      steps: 1,
      validation: validation(),
      checkpoints: save,
      callbacks: [noting('a', calls), noting('b', calls)],
      onEvent: ({ kind }) => void calls.push(`event ${kind}`),
    });
    const both = (method: string, step: number): string[] =>
      ['a', 'b'].map((name) => `${name} ${method} ${step}`);
    expect(calls).toEqual([
      ...both('onStart', 0),
      'event start',
      ...both('onStepStart', 0),
      ...both('onGradients', 0),
      ...both('onUpdate', 0),
      ...both('onStep', 1),
      'event step',
      ...both('onEvaluation', 1),
      'event evaluation',
      ...both('onCheckpoint', 1),
      'event checkpoint',
      ...both('onEnd', 1),
      'event end',
    ]);
  });

  it('look into the steps that they ask for', async () => {
    const { model, ...run } = tinyRun();
    const calls: string[] = [];
    await fit(model, {
      ...run,
      steps: 4,
      callbacks: [noting('a', calls, (step) => step === 3)],
    });
    expect(calls.filter((call) => /onGradients|onUpdate/.test(call))).toEqual([
      'a onGradients 2',
      'a onUpdate 2',
    ]);
  });

  it('see batches, gradients before clipping, and what they make is freed', async () => {
    const { model, ...run } = tinyRun();
    const seen: unknown[] = [];
    const spy: Callback = {
      onStepStart: ({ batches }) => void seen.push(batches.map(({ x }) => x.shape)),
      onGradients: ({ model: trained }) => {
        const largest = trained
          .parameters()
          .flatMap(({ grad }) => Array.from(grad!.dataSync(), Math.abs));
        seen.push(Math.max(...largest) > 1e-4);
      },
      onUpdate: ({ model: trained }) => {
        const all = trained.parameters().flatMap(({ grad }) => Array.from(grad!.dataSync()));
        seen.push(all.every((value) => Math.abs(value) <= 1.01e-4));
      },
      onStep: (_event, { batches }) => void seen.push(batches.length),
    };
    const before = memory().tensors;
    await fit(model, { ...run, steps: 1, clipValue: 1e-4, callbacks: [spy] });
    expect(seen).toEqual([[[5, 2, 2, 1]], true, true, 0]);
    for (const parameter of model.parameters()) parameter.zeroGrad();
    run.optimizer.zeroGrad();
    await fit(model, { ...run, steps: 2, startStep: 1, callbacks: [spy] });
    expect(memory().tensors).toBeLessThan(before + 20);
  });

  it('are waited for', async () => {
    const { model, ...run } = tinyRun();
    const calls: string[] = [];
    const slow: Callback = {
      onStep: async ({ step }) => {
        await new Promise((resolve) => setTimeout(resolve, 2));
        calls.push(`slow ${step}`);
      },
    };
    const onEvent = ({ kind }: { kind: string }) => void (kind === 'step' && calls.push('event'));
    await fit(model, { ...run, steps: 2, callbacks: [slow], onEvent });
    expect(calls).toEqual(['slow 1', 'event', 'slow 2', 'event']);
  });

  it('can stop the run, which saves a checkpoint', async () => {
    const { model, ...run } = tinyRun();
    const calls: string[] = [];
    const stopper: Callback = {
      onStep: ({ step }, { stop }) => {
        if (step === 3) stop('enough');
      },
    };
    const result = await fit(model, {
      ...run,
      steps: 10,
      checkpoints: save,
      checkpointEvery: 100,
      callbacks: [stopper, noting('a', calls)],
    });
    expect(result).toMatchObject({ step: 3, reason: 'stopped', why: 'enough' });
    expect(calls.slice(-2)).toEqual(['a onCheckpoint 3', 'a onEnd 3']);
  });

  it('hear of an error, which is thrown all the same', async () => {
    const { model, ...run } = tinyRun();
    const ends: unknown[] = [];
    const broken: Callback = {
      onStep: () => {
        throw new Error('the disk of the log is full');
      },
      onEnd: (event) => {
        ends.push(event);
        throw new Error('this one is lost');
      },
    };
    const onEvent = (event: { kind: string }) => void (event.kind === 'end' && ends.push(event));
    await expect(fit(model, { ...run, steps: 5, callbacks: [broken], onEvent })).rejects.toThrow(
      'the disk of the log is full',
    );
    const end = { kind: 'end', step: 1, reason: 'failed', why: 'the disk of the log is full' };
    expect(ends).toEqual([end, end]);
  });

  it('with a state must have a name of their own', async () => {
    const { model, ...run } = tinyRun();
    const nameless: Callback = { state: () => ({ values: {} }), restore: () => undefined };
    const rule =
      'fit: callbacks that have a state must have a name of their own and restore(), got ';
    await expect(fit(model, { ...run, steps: 1, callbacks: [nameless] })).rejects.toThrow(
      `${rule}none.`,
    );
    const named = { ...nameless, name: 'mine' };
    await expect(fit(model, { ...run, steps: 1, callbacks: [named, named] })).rejects.toThrow(
      `${rule}'mine' twice.`,
    );
  });
});
