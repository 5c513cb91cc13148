import { expect, it } from 'vitest';
import { experimentNames } from './names.js';
import { experiments } from './index.js';
import { digitsFrame } from './on-digits.js';
import { runExperiment } from './run.js';

const quiet = { signal: new AbortController().signal, onTrial: () => {} };

it('there is an experiment for each name', () => {
  expect(experiments.map(({ name }) => name)).toEqual(experimentNames);
});

it.each(experiments.map((experiment) => [experiment.name, experiment] as const))(
  '%s runs all its trials to the end, and measures what it says',
  async (_, experiment) => {
    const frame = digitsFrame({ train: 80, test: 40, batch: 16, steps: 2 });
    const trials = experiment.trials(frame);
    const results = await runExperiment(experiment, frame, quiet);
    expect(results.map(({ name }) => name)).toEqual(trials.map(({ name }) => name));
    expect(new Set(results.map(({ name }) => name)).size).toBe(results.length);
    const keys = (experiment.columns ?? []).map(({ key }) => key).toSorted();
    for (const { batch, steps, curve, divergedAt, measures = {} } of results) {
      expect(steps).toBe(Math.ceil(32 / batch));
      expect(divergedAt === null ? curve.at(-1)?.step : steps).toBe(steps);
      for (const key of Object.keys(measures)) expect(keys).toContain(key);
    }
    const measured = new Set(results.flatMap(({ measures = {} }) => Object.keys(measures)));
    expect([...measured].toSorted()).toEqual(keys);
  },
);
