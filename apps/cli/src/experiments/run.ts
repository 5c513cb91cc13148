// Trains the trials of an experiment, one after the other, and keeps what came of each.
import {
  fit,
  generator,
  initialize,
  loader,
  NonFiniteLossError,
  type Callback,
  type EvaluationEvent,
  type FitOptions,
  type Layer,
} from 'evenkeel';
import { testLoader, type DataPair } from '../data.js';
import type { Experiment, Frame, Measures, SweepPlace, Trial } from './experiment.js';

export interface TrialPoint {
  readonly step: number;
  readonly testAccuracy: number;
  readonly testLoss: number;
}

export interface TrialResult {
  readonly name: string;
  readonly batch: number;
  readonly steps: number;
  readonly seconds: number;
  /** Step at which the loss was no number any more; null if it always was one. */
  readonly divergedAt: number | null;
  readonly curve: readonly TrialPoint[];
  /** Where it stands in a sweep; not there without one. */
  readonly sweep?: SweepPlace;
  /** Of the model after its last step; not there without any, or where the trial diverged. */
  readonly measures?: Measures;
}

export interface Watching {
  readonly signal: AbortSignal;
  /** A trial begins. */
  readonly onTrial: (name: string, index: number, count: number) => void;
}

/** Tests of each trial unless the experiment says otherwise. */
const usualTests = 4;

/** All trials, or those that were done when the signal came. */
export async function runExperiment(
  experiment: Experiment,
  frame: Frame,
  { signal, onTrial }: Watching,
): Promise<TrialResult[]> {
  const trials = experiment.trials(frame);
  const results: TrialResult[] = [];
  for (const [i, trial] of trials.entries()) {
    onTrial(trial.name, i, trials.length);
    const result = await runTrial(trial, { frame, signal, tests: experiment.tests ?? usualTests });
    if (signal.aborted) break;
    results.push(result);
  }
  const together = experiment.measureAll?.(results) ?? [];
  return results.map((result, i) =>
    together[i] === undefined
      ? result
      : { ...result, measures: { ...result.measures, ...together[i] } },
  );
}

interface TrialSettings {
  readonly frame: Frame;
  readonly signal: AbortSignal;
  readonly tests: number;
}

async function runTrial(
  trial: Trial,
  { frame, signal, tests }: TrialSettings,
): Promise<TrialResult> {
  const batch = trial.batch ?? frame.batch;
  const steps = Math.ceil((frame.steps * frame.batch) / batch);
  const model = initialize(trial.model(), { seed: trial.seed ?? frame.seed });
  const curve: TrialPoint[] = [];
  const start = performance.now();
  let divergedAt: number | null = null;
  try {
    await trial.prepare?.(model, signal);
    await fit(model, {
      ...wayOf(trial, frame),
      optimizer: trial.optimizer(model.parameters()),
      ...testsOf(trial, { model, steps, tests, data: frame.data }),
      steps,
      onEvent: (event) => {
        if (event.kind === 'evaluation') curve.push(pointOf(event));
      },
      signal,
    });
  } catch (error) {
    if (!(error instanceof NonFiniteLossError)) throw error;
    divergedAt = error.step;
  }
  const seconds = (performance.now() - start) / 1000;
  const { name, sweep } = trial;
  // What diverged is no trained net: its weights are no numbers, or soon will be.
  const trained = divergedAt === null && !signal.aborted;
  const measures = trained ? await trial.measure?.(model) : undefined;
  return {
    name,
    batch,
    steps,
    seconds,
    divergedAt,
    curve,
    ...(sweep === undefined ? {} : { sweep }),
    ...(measures === undefined ? {} : { measures }),
  };
}

/** Batches, and what else of the trial's own `fit` is told. */
function wayOf(
  { batch, seed, train, transform, loss, schedule }: Trial,
  frame: Frame,
): Pick<FitOptions, 'data' | 'loss' | 'schedule'> {
  return {
    data: loader(train ?? frame.data.train, {
      batch: batch ?? frame.batch,
      dropLast: true,
      generator: generator(seed ?? frame.seed).fork('batches'),
      ...(transform === undefined ? {} : { transform }),
    }),
    ...(loss === undefined ? {} : { loss }),
    ...(schedule === undefined ? {} : { schedule }),
  };
}

interface Tested {
  readonly model: Layer;
  readonly steps: number;
  readonly tests: number;
  readonly data: DataPair;
}

/** A few tests on the way, and the last one. */
function testsOf(
  { beforeTest }: Trial,
  { model, steps, tests, data }: Tested,
): Pick<FitOptions, 'validation' | 'evaluateEvery' | 'callbacks'> {
  const evaluateEvery = Math.ceil(steps / tests);
  const due = (step: number): boolean => step % evaluateEvery === 0 || step === steps;
  const preparing: Callback = {
    onStep: ({ step }) => (due(step) ? beforeTest?.(model) : undefined),
  };
  return {
    validation: testLoader(data.test),
    evaluateEvery,
    callbacks: beforeTest === undefined ? [] : [preparing],
  };
}

const pointOf = ({ step, accuracy, loss }: EvaluationEvent): TrialPoint => ({
  step,
  testAccuracy: accuracy,
  testLoss: loss,
});
