import { createReferenceBackend } from '@evenkeel/kernels';
import { memory, setBackend } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { tinyRun, validation } from '../../test/tiny-run.js';
import { resume } from '../checkpoint/run-state.js';
import type { SafeFile } from '../safetensors/format.js';
import type { StepEvent, TrainEvent } from './events.js';
import { fit } from './fit.js';

beforeAll(() => {
  setBackend(createReferenceBackend({ precision: 'float32' }));
});

/** Keeps checkpoints in memory. */
class Shelf {
  readonly saved: SafeFile[] = [];

  async save(content: SafeFile): Promise<string> {
    this.saved.push(content);
    return `shelf ${this.saved.length}`;
  }

  async latest() {
    const content = this.saved.at(-1);
    return content === undefined ? null : { path: 'shelf', content };
  }
}

describe('fit', () => {
  it('learns', async () => {
    const { model, ...run } = tinyRun();
    const result = await fit(model, { ...run, epochs: 10, validation: validation() });
    expect(result).toMatchObject({ step: 40, reason: 'finished' });
    expect(result.evaluation).toMatchObject({ accuracy: 1, count: 24 });
    expect(result.loss).toBeLessThan(0.2);
  });

  it('tells what happens, in order', async () => {
    const { model, ...run } = tinyRun();
    const events: TrainEvent[] = [];
    await fit(model, {
      ...run,
      steps: 5,
      validation: validation(),
      evaluateEvery: 2,
      checkpoints: new Shelf(),
      checkpointEvery: 4,
      onEvent: (event) => void events.push(event),
    });
    expect(events.map((event) => `${event.kind} ${event.step}`)).toEqual([
      'start 0',
      'step 1',
      'step 2',
      'evaluation 2',
      'step 3',
      'step 4',
      'evaluation 4',
      'checkpoint 4',
      'step 5',
      'evaluation 5',
      'checkpoint 5',
      'end 5',
    ]);
    expect(events[4]).toMatchObject({ kind: 'step', steps: 5, epoch: 0, lr: 0.2 });
    expect(events[5]).toMatchObject({ kind: 'step', epoch: 1 });
    expect(events[7]).toMatchObject({ path: 'shelf 1' });
    expect(events.at(-1)).toMatchObject({ reason: 'finished' });
  });

  it('measures rate and time left', async () => {
    const { model, ...run } = tinyRun();
    const steps: StepEvent[] = [];
    await fit(model, {
      ...run,
      steps: 30,
      onEvent: (e) => void (e.kind === 'step' && steps.push(e)),
    });
    expect(steps[20]?.samplesPerSecond).toBeGreaterThan(0);
    expect(steps[20]?.secondsLeft).toBeGreaterThan(0);
    expect(steps.at(-1)?.secondsLeft).toBe(0);
  });

  it('follows a schedule', async () => {
    const { model, ...run } = tinyRun();
    const rates: number[] = [];
    await fit(model, {
      ...run,
      steps: 3,
      schedule: (step) => 0.1 / (1 + step),
      onEvent: (event) => void (event.kind === 'step' && rates.push(event.lr)),
    });
    expect(rates).toEqual([0.1, 0.05, 0.1 / 3]);
  });

  it('frees all that a step makes', async () => {
    const { model, ...run } = tinyRun();
    await fit(model, { ...run, steps: 2, validation: validation() });
    const before = memory();
    await fit(model, { ...run, steps: 22, startStep: 2, validation: validation() });
    expect(memory()).toMatchObject({ tensors: before.tensors, buffers: before.buffers });
  });

  it('trains in training mode and gives each part its own mode back', async () => {
    const { model, ...run } = tinyRun();
    const norm = model.layers[2];
    model.eval();
    norm.train();
    const modes: boolean[] = [];
    const onEvent = (event: TrainEvent) =>
      void (event.kind === 'step' && modes.push(model.training));
    await fit(model, { ...run, steps: 1, onEvent });
    expect(modes).toEqual([true]);
    expect([model.training, norm.training]).toEqual([false, true]);
  });

  it('lets timers run', async () => {
    const { model, ...run } = tinyRun();
    let ticks = 0;
    const stop = new AbortController();
    const timer = setInterval(() => {
      ticks += 1;
      if (ticks === 5) stop.abort();
    }, 10);
    // Too many steps for a test: a loop that never waits would not come to its end.
    const { reason } = await fit(model, { ...run, steps: 1_000_000, signal: stop.signal });
    clearInterval(timer);
    expect([reason, ticks]).toEqual(['aborted', 5]);
  });

  it('stops after the current step with the state saved, and goes on with the same bits', async () => {
    const whole = tinyRun();
    await fit(whole.model, { ...whole, steps: 25 });

    const shelf = new Shelf();
    const stop = new AbortController();
    const first = tinyRun();
    const { reason, step } = await fit(first.model, {
      ...first,
      steps: 25,
      checkpoints: shelf,
      checkpointEvery: 100,
      signal: stop.signal,
      onEvent: (event) => void (event.step === 11 && stop.abort()),
    });
    expect([reason, step, shelf.saved.length]).toEqual(['aborted', 11, 1]);

    const second = tinyRun();
    const startStep = await resume(shelf, second);
    expect([startStep, second.data.epoch, second.data.position]).toEqual([11, 2, 3]);
    await fit(second.model, { ...second, steps: 25, startStep });
    expect(second.model.stateDict()).toEqual(whole.model.stateDict());
    expect(second.optimizer.stateDict()).toEqual(whole.optimizer.stateDict());
  });

  it('takes no step if all were taken', async () => {
    const { model, ...run } = tinyRun();
    expect(await fit(model, { ...run, steps: 3, startStep: 3 })).toMatchObject({
      step: 3,
      loss: null,
    });
  });

  it('passes on that a checkpoint cannot be saved', async () => {
    const { model, ...run } = tinyRun();
    const checkpoints = { save: () => Promise.reject(new Error('ENOSPC')) };
    await expect(fit(model, { ...run, steps: 3, checkpoints })).rejects.toThrow('ENOSPC');
  });
});

describe('fit refuses', () => {
  it.each([
    [{}, 'fit: options must have either steps or epochs, got neither.'],
    [{ steps: 1, epochs: 1 }, 'fit: options must have either steps or epochs, got both.'],
    [{ steps: -1 }, 'fit: steps must be a whole number from 0 on, got -1.'],
    [{ epochs: 0.5 }, 'fit: epochs must be a whole number from 0 on, got 0.5.'],
    [{ steps: 1, evaluateEvery: 0 }, 'fit: evaluateEvery must be a whole number from 1 on, got 0.'],
    [
      { steps: 1, checkpointEvery: 0 },
      'fit: checkpointEvery must be a whole number from 1 on, got 0.',
    ],
    [{ steps: 1, startStep: 1.5 }, 'fit: startStep must be a whole number from 0 on, got 1.5.'],
  ])('%o', async (options, message) => {
    const { model, ...run } = tinyRun();
    await expect(fit(model, { ...run, ...options })).rejects.toThrow(message);
  });
});
