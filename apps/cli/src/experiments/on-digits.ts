// For tests: some trials of an experiment on drawn digits, in seconds.
import { drawDigits } from 'evenkeel';
import type { Experiment, Frame } from './experiment.js';
import { runExperiment, type TrialResult } from './run.js';

export interface Small {
  /** Images to train and to test with; default 1200 and 300. */
  readonly train?: number;
  readonly test?: number;
  readonly steps: number;
  /** Default 50. */
  readonly batch?: number;
}

export function digitsFrame({ train = 1200, test = 300, batch = 50, steps }: Small): Frame {
  const data = {
    name: 'digits',
    train: drawDigits({ count: train, seed: 3 }),
    test: drawDigits({ count: test, seed: 3, split: 'test' }),
  };
  return { data, seed: 1, batch, steps };
}

/** What came of the trials that are named, by name. */
export async function onDigits(
  experiment: Experiment,
  names: readonly string[],
  small: Small,
): Promise<Map<string, TrialResult>> {
  const frame = digitsFrame(small);
  const all = experiment.trials(frame);
  const trials = names.map((name) => {
    const found = all.find((trial) => trial.name === name);
    if (found === undefined) throw new Error(`${experiment.name} has no trial ${name}.`);
    return found;
  });
  const results = await runExperiment({ ...experiment, trials: () => trials }, frame, {
    signal: new AbortController().signal,
    onTrial: () => {},
  });
  return new Map(results.map((result) => [result.name, result]));
}

/** Accuracy of a trial's last test. */
export function lastAccuracy(results: ReadonlyMap<string, TrialResult>, name: string): number {
  return results.get(name)!.curve.at(-1)!.testAccuracy;
}
