// evenkeel experiment: variants of a net, or of a way to train it, side by side.
import { sliceDataset } from 'evenkeel';
import { writeFileWhole } from '@evenkeel/train/node';
import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { startBackend } from '../backend.js';
import { checkBatch, loadData, type DataPair } from '../data.js';
import { exitCode, UsageError } from '../errors.js';
import type { Experiment, Frame } from '../experiments/experiment.js';
import { experiments } from '../experiments/index.js';
import { defaultsOf } from '../experiments/names.js';
import { runExperiment, type TrialResult } from '../experiments/run.js';
import { listenForInterrupt } from '../interrupt.js';
import { experimentTable } from '../terminal/experiment-table.js';
import { progressOn } from '../terminal/progress.js';

export interface ExperimentOptions {
  /** That of the experiment unless given. */
  readonly data?: string;
  /** Likewise. */
  readonly steps?: number;
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
  const { json, report, batch, seed } = options;
  const defaults = defaultsOf(experiment.name);
  const { steps = defaults.steps } = options;
  const data = fewerTests(await loadData(options.data ?? defaults.data), defaults.testImages);
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
    const remarks = experiment.remarks?.(results, frame) ?? [];
    const document = {
      experiment: name,
      data: data.name,
      seed,
      backend: backend.name,
      batch,
      steps,
    };
    if (json)
      process.stdout.write(`${JSON.stringify({ ...document, remarks, trials: results })}\n`);
    else {
      const head = `${experiment.question}\n${data.name}, batches of ${batch}, ${steps} steps, seed ${seed}; test accuracy on the way.`;
      process.stdout.write(`${head}\n\n${experimentTable(results, experiment.columns)}\n`);
      if (remarks.length > 0) process.stdout.write(`\n${remarks.join('\n')}\n`);
    }
    if (report !== undefined) {
      await writeReport(report, { experiment, frame, results, remarks });
      if (!json) process.stdout.write(`Report: ${report}\n`);
    }
    if (interrupt.signal.aborted) process.exitCode = exitCode.interrupted;
  } finally {
    progress.end();
    interrupt.release();
  }
}

/** Tests take as long as training does, so long experiments make do with some of the images. */
function fewerTests(data: DataPair, count: number | undefined): DataPair {
  return count === undefined ? data : { ...data, test: sliceDataset(data.test, { end: count }) };
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
  readonly remarks: readonly string[];
}

async function writeReport(path: string, outcome: Outcome): Promise<void> {
  // Loaded only now: drawing charts takes a third of a second to import.
  const { experimentPage } = await import('../report/experiment-page.js');
  await writeFileWhole(path, new TextEncoder().encode(experimentPage(outcome)));
}
