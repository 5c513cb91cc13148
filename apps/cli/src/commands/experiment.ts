// evenkeel experiment: variants of a net, or of a way to train it, side by side.
import { writeFileWhole } from '@evenkeel/train/node';
import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { startBackend } from '../backend.js';
import { checkBatch, loadData } from '../data.js';
import { exitCode, UsageError } from '../errors.js';
import type { Experiment, Frame } from '../experiments/experiment.js';
import { experiments } from '../experiments/index.js';
import { runExperiment, type TrialResult } from '../experiments/run.js';
import { listenForInterrupt } from '../interrupt.js';
import { experimentTable } from '../terminal/experiment-table.js';
import { progressOn } from '../terminal/progress.js';

export interface ExperimentOptions {
  readonly data: string;
  readonly steps: number;
  readonly batch: number;
  readonly seed: number;
  readonly json: boolean;
  /** File of the HTML page. */
  readonly report?: string;
}

/** Runs an experiment and shows what came of it. */
export async function runNamed(name: string, options: ExperimentOptions): Promise<void> {
  const experiment = experiments.find((one) => one.name === name)!;
  const backend = startBackend();
  const { json, report, steps, batch, seed } = options;
  const data = await loadData(options.data);
  checkBatch(batch, data, { batchNorm: true });
  const frame: Frame = { data, steps, batch, seed };
  checkBatches(experiment, frame);
  if (report !== undefined) mkdirSync(dirname(resolve(report)), { recursive: true });
  const progress = progressOn(process.stderr);
  const interrupt = listenForInterrupt(() => progress.say('Stopping; once more to end at once.'));
  try {
    const results = await runExperiment(experiment, frame, {
      signal: interrupt.signal,
      onTrial: (trial, i, count) => progress.say(`${i + 1} of ${count}: ${trial}`),
    });
    progress.end();
    const document = {
      experiment: name,
      data: data.name,
      seed,
      backend: backend.name,
      batch,
      steps,
    };
    if (json) process.stdout.write(`${JSON.stringify({ ...document, trials: results })}\n`);
    else {
      const head = `${experiment.question}\n${data.name}, batches of ${batch}, ${steps} steps, seed ${seed}; test accuracy on the way.`;
      process.stdout.write(`${head}\n\n${experimentTable(results, experiment.columns)}\n`);
    }
    if (report !== undefined) {
      await writeReport(report, { experiment, frame, results });
      if (!json) process.stdout.write(`Report: ${report}\n`);
    }
    if (interrupt.signal.aborted) process.exitCode = exitCode.interrupted;
  } finally {
    progress.end();
    interrupt.release();
  }
}

/** Refuses data that cannot fill the batch of a trial, before the others have been trained. */
function checkBatches({ name, trials }: Experiment, frame: Frame): void {
  const { count } = frame.data.train;
  const most = Math.max(...trials(frame).map((trial) => trial.batch ?? frame.batch));
  if (most <= count) return;
  throw new UsageError(
    `experiment ${name}: --data must hold at least ${most} training images, the largest batch of its trials, got ${count}.`,
  );
}

interface Outcome {
  readonly experiment: Experiment;
  readonly frame: Frame;
  readonly results: readonly TrialResult[];
}

async function writeReport(path: string, outcome: Outcome): Promise<void> {
  // Loaded only now: drawing charts takes a third of a second to import.
  const { experimentPage } = await import('../report/experiment-page.js');
  await writeFileWhole(path, new TextEncoder().encode(experimentPage(outcome)));
}
