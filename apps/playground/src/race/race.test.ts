import { drawDigits } from '@evenkeel/data';
import { createReferenceBackend } from '@evenkeel/kernels';
import { setBackend } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { initialSettings, type Settings } from '../settings.js';
import { Race } from './race.js';
import { Camera } from './snapshot.js';
import { tableOf } from './table.js';

const data = {
  train: drawDigits({ count: 60, seed: 1 }),
  test: drawDigits({ count: 20, seed: 1, split: 'test' }),
};
const quick: Settings = { ...initialSettings, batch: 6 };

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float32' })));

/** A race and a promise of the round at which it holds. */
function start(settings: Settings) {
  let held: () => void = () => {};
  const race: Race = new Race({
    data,
    settings,
    onRound: () => {
      if (!race.moving) held();
    },
  });
  const running = race.run();
  const advance = async (step: number) => {
    await new Promise<void>((resolve) => {
      held = resolve;
      race.advance(step);
    });
  };
  const stop = async () => {
    race.stop();
    await running;
  };
  return { race, advance, stop };
}

const picture = (race: Race, settings: Settings) =>
  new Camera().take(race, { settings, goal: 4, stepsPerSecond: null });

describe('Race', () => {
  it('gives the same bits in one go, step by step, and when looked at', async () => {
    const whole = start(quick);
    await whole.advance(4);
    const stepwise = start(quick);
    for (const step of [1, 2, 3, 4]) {
      await stepwise.advance(step);
      stepwise.race.look();
      picture(stepwise.race, quick);
    }
    expect(tableOf(stepwise.race)).toBe(tableOf(whole.race));
    expect(whole.race.nets.plain.losses).toHaveLength(4);
    await Promise.all([whole.stop(), stepwise.stop()]);
  });

  it('shows what reaches the activations before the first step, and what it becomes', async () => {
    const { race, advance, stop } = start(quick);
    const before = picture(race, quick);
    const { 'batch norm': normalized, plain } = before.nets;
    expect([before.step, before.state]).toEqual([0, 'paused']);
    expect(normalized.inputs.mean).toBeCloseTo(0, 5);
    expect(normalized.inputs.deviation).toBeCloseTo(1, 2);
    expect(plain.inputs.deviation).toBeLessThan(0.5);
    expect(plain.inputs).toEqual(plain.first);

    await advance(3);
    race.look();
    const after = picture(race, quick).nets.plain;
    expect(after.inputs).not.toEqual(plain.inputs);
    expect(after.first).toEqual(plain.first);
    expect(Array.from(after.percentiles.steps)).toEqual([0, 1, 2, 3]);
    await stop();
  });

  it('goes on with one net when the other diverges, and says at which step', async () => {
    const settings: Settings = { ...quick, activation: 'relu', init: 'he', lr: 100 };
    const { race, advance, stop } = start(settings);
    await advance(12);
    const { failure, losses } = race.nets.plain;
    expect(failure).toMatchObject({ value: 'NaN', step: losses.length + 1 });
    expect(failure?.detail).toContain(`got NaN at step ${losses.length + 1}`);
    expect(race.nets.plain.findings()[0]).toMatch(/diverge|no number|NaN/);
    expect(race.nets['batch norm'].losses).toHaveLength(12);
    const lines = tableOf(race).trimEnd().split('\n');
    expect(lines[0]).toBe(
      'step,loss_batch_norm,test_accuracy_batch_norm,loss_plain,test_accuracy_plain',
    );
    expect(lines).toHaveLength(13);
    expect(lines.at(-1)).toMatch(/^12,[\d.]+,,,$/);
    await stop();
  });
});
