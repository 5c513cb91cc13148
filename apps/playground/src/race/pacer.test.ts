import { describe, expect, it } from 'vitest';
import { Pacer } from './pacer.js';

/** Lets everything that is pending happen. */
const turn = () => new Promise((resolve) => setTimeout(resolve));

/** Two nets that take steps until the pacer opens, and note each step. */
function start() {
  const rounds: number[] = [];
  const taken = { a: 0, b: 0 };
  const pacer = new Pacer({ names: ['a', 'b'] as const, onRound: (step) => rounds.push(step) });
  let stopped = false;
  const run = async (name: 'a' | 'b') => {
    while (!stopped) {
      await pacer.pass(name, taken[name]);
      if (!stopped) taken[name] += 1;
    }
  };
  const both = Promise.all([run('a'), run('b')]);
  const stop = async () => {
    stopped = true;
    pacer.open();
    await both;
  };
  return { pacer, rounds, taken, stop };
}

describe('Pacer', () => {
  it('holds both nets at the start, lets them go as far as allowed, and keeps them together', async () => {
    const { pacer, rounds, taken, stop } = start();
    await turn();
    expect([taken, pacer.moving]).toEqual([{ a: 0, b: 0 }, false]);
    pacer.allow(3);
    expect(pacer.moving).toBe(true);
    await turn();
    expect([taken, pacer.moving, pacer.round]).toEqual([{ a: 3, b: 3 }, false, 3]);
    expect(rounds).toEqual([0, 1, 2, 3]);
    await stop();
  });

  it('stops both after the same step when it is told to hold', async () => {
    const { pacer, taken, stop } = start();
    await turn();
    pacer.allow(1_000_000);
    await Promise.resolve();
    pacer.hold();
    await turn();
    expect(taken.a).toBe(taken.b);
    expect(taken.a).toBeLessThan(1000);
    expect(pacer.moving).toBe(false);
    await stop();
  });

  it('goes on with one net when the other leaves', async () => {
    const steps: number[] = [];
    const pacer = new Pacer({ names: ['a', 'b'] as const, onRound: (step) => steps.push(step) });
    pacer.allow(3);
    pacer.leave('b');
    for (let step = 0; step < 3; step++) await pacer.pass('a', step);
    expect(steps).toEqual([0, 1, 2]);
    pacer.leave('a');
    expect(pacer.moving).toBe(false);
  });
});
