// A monitor as a callback of `fit`, on the back end that users get.
import {
  diagnose,
  drawDigits,
  fit,
  generator,
  initialize,
  lenet,
  loader,
  mlp,
  monitor,
  sgd,
  type Layer,
} from 'evenkeel';
import { describe, expect, it } from 'vitest';

const train = drawDigits({ count: 320 });
const test = drawDigits({ count: 60, split: 'test' });

async function run(make: () => Layer, { watched, lr = 0.005 }: { watched: boolean; lr?: number }) {
  const model = initialize(make(), { seed: 4 });
  const optimizer = sgd(model.parameters(), { lr, momentum: 0.9 });
  const { x } = loader(train, { batch: 32, shuffle: false }).next();
  const watch = monitor(model, { x, optimizer, every: 5 });
  const ended = await fit(model, {
    data: loader(train, { batch: 32, generator: generator(2), dropLast: true }),
    optimizer,
    steps: 13,
    validation: loader(test, { batch: 60, shuffle: false }),
    evaluateEvery: 10,
    callbacks: watched ? [watch] : [],
  }).then(
    ({ replays }) => ({ replays, error: '' }),
    (error: unknown) => ({ replays: 0, error: String(error) }),
  );
  watch.stop();
  return { model, history: watch.history, ...ended };
}

describe.each([
  ['lenet', () => lenet()],
  ['mlp', () => mlp({ sizes: [784, 30, 20, 10], batchNorm: true })],
])('a watched %s', (_, make) => {
  it('ends with the same bits, and tells of looks and evaluations', async () => {
    const alone = await run(make, { watched: false });
    const { model, history, replays } = await run(make, { watched: true });
    // Steps 3, 6, 7, 8, ... are replayed; 1, 2, 4, 5 and 10 are looked into.
    expect(alone.replays).toBeGreaterThan(replays);
    expect(replays).toBeGreaterThan(3);
    expect(model.stateDict()).toEqual(alone.model.stateDict());
    expect(history.records.map(({ step }) => step)).toEqual([0, 1, 2, 4, 5, 10, 13]);
    expect(history.evaluations.map(({ step }) => step)).toEqual([10, 13]);
    for (const { parameters } of history.records.slice(1, -1)) {
      for (const { gradientNorm } of parameters) expect(gradientNorm).toBeGreaterThan(0);
      const weights = parameters.filter(({ rank }) => rank > 1);
      for (const { updateRatio } of weights) expect(updateRatio).toBeGreaterThan(0);
    }
    expect(history.records.at(-1)!.parameters[0]).toMatchObject({ updateRatio: null });
    expect(history.failure).toBeNull();
    expect(alone.history.records).toEqual([]);
  });
});

it('a run that fails says so, and why', async () => {
  const make = () => mlp({ sizes: [784, 30, 10], activation: 'relu' });
  const { history, error } = await run(make, { watched: true, lr: 1e30 });
  expect(error).toContain('loss must be finite');
  const [found] = diagnose(history);
  expect(found).toMatchObject({ rule: 'divergence', layer: null });
  expect(found!.message).toMatch(
    /^the run ended at step \d \(fit: loss must be finite, got NaN at step \d\..+ at a learning rate of 1e\+30\. Try/,
  );
});
