// What came of a run of `evenkeel train`, as lines and as a document.
import { activeBackend, type FitResult } from 'evenkeel';
import { timeTaken } from '../terminal/progress.js';
import type { Findings } from './instruments.js';
import type { TestPoint } from './reporter.js';
import type { JobSettings } from './settings.js';

export interface Outcome {
  readonly settings: JobSettings;
  readonly reason: FitResult['reason'];
  /** Steps taken, those before a stop included. */
  readonly step: number;
  /** Steps taken by the run that this one went on from. */
  readonly startStep: number;
  /** The last test; null if the run was stopped. */
  readonly test: { readonly accuracy: number; readonly loss: number } | null;
  /** Tests of this run. */
  readonly curve: readonly TestPoint[];
  readonly seconds: number;
  readonly samplesPerSecond: number;
  /** File of the weights; null if no step was taken. */
  readonly weights: string | null;
}

/** The outcome as lines of text. */
export function outcomeLines(outcome: Outcome): string[] {
  const { test, weights, reason, step } = outcome;
  const lines: string[] = [];
  if (test !== null) {
    const percent = (test.accuracy * 100).toFixed(2);
    lines.push(`Test accuracy ${percent} %, loss ${test.loss.toFixed(4)}.`);
  }
  if (step > outcome.startStep) lines.push(speedLine(outcome));
  if (weights !== null) lines.push(`Weights: ${weights}`);
  if (reason === 'aborted') {
    lines.push(
      step > 0
        ? `Stopped after step ${step}. Run the same command with --resume to go on.`
        : 'Stopped before the first step: nothing was saved.',
    );
  }
  return lines;
}

function speedLine({ step, startStep, seconds, samplesPerSecond }: Outcome): string {
  const { name, isa, threads } = activeBackend();
  const rate = Math.round(samplesPerSecond).toLocaleString('en-US');
  return (
    `${(step - startStep).toLocaleString('en-US')} steps in ${timeTaken(seconds)} with tests and checkpoints; ` +
    `${rate} samples/s in training (${name}, ${isa}, ${threads} threads).`
  );
}

/** What `train --json` prints. */
export function outcomeDocument(outcome: Outcome, { findings, written }: Findings): object {
  const { settings, test, curve, seconds, samplesPerSecond, weights, reason, step } = outcome;
  const { spec, ...job } = settings;
  return {
    model: spec,
    seed: spec.seed,
    ...job,
    backend: activeBackend().name,
    reason,
    step,
    testAccuracy: test?.accuracy ?? null,
    testLoss: test?.loss ?? null,
    curve,
    seconds,
    samplesPerSecond,
    weights,
    findings,
    report: written?.report ?? null,
  };
}
