// evenkeel train: one model, with checkpoints on the way and its weights at the end.
import { mkdirSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { openCheckpoints, writeSafetensors } from '@evenkeel/train/node';
import { activeBackend, captureWeights, fit, restoreRun, type FitResult } from 'evenkeel';
import { loadData } from '../data.js';
import { exitCode, UsageError } from '../errors.js';
import { listenForInterrupt } from '../interrupt.js';
import { defaultInitializer, specMetadata, type ModelSpec } from '../models/spec.js';
import { duration } from '../terminal/progress.js';
import { buildJob, checkSameJob, jobMetadata, type Job, type JobSettings } from '../train/job.js';
import { TrainingReporter } from '../train/reporter.js';

export interface TrainOptions extends Omit<ModelSpec, 'init'> {
  readonly init?: ModelSpec['init'];
  readonly data: string;
  readonly epochs: number;
  /** In place of epochs. */
  readonly steps?: number;
  readonly lr?: number;
  readonly optimizer: JobSettings['optimizer'];
  readonly batch: number;
  readonly schedule: JobSettings['schedule'];
  readonly out: string;
  /** Steps between checkpoints; an epoch unless given. */
  readonly checkpointEvery?: number;
  readonly resume: boolean;
}

/** Learning rates that train both models well with batch norm. */
export const defaultRates: Readonly<Record<JobSettings['optimizer'], number>> = {
  sgd: 0.5,
  momentum: 0.05,
  adam: 0.001,
};

/** Trains, evaluates after each epoch, and saves the weights; stopped, it saves what it has. */
export async function train(options: TrainOptions): Promise<void> {
  const { model, batchNorm, activation, seed, optimizer, batch } = options;
  const init = options.init ?? defaultInitializer[model];
  const spec: ModelSpec = { model, batchNorm, activation, init, seed };
  const lr = options.lr ?? defaultRates[optimizer];
  const { data, schedule, steps = null } = options;
  const epochs = steps === null ? options.epochs : null;
  const settings: JobSettings = { spec, data, optimizer, lr, batch, schedule, epochs, steps };
  const out = outputPath(options.out);
  const job = buildJob(settings, await loadData(options.data));
  const checkpoints = await openCheckpoints(`${out}.checkpoints`);
  const startStep = await startFrom(checkpoints, job, { resume: options.resume, settings });
  const result = await run(job, { options, checkpoints, startStep, settings });
  await writeSafetensors(out, captureWeights(job.model, specMetadata(spec)));
  conclude(result, { out, startStep, batch });
  if (result.reason === 'finished') await rm(checkpoints.path, { recursive: true, force: true });
}

/** The file to write, in a directory that is there. */
function outputPath(path: string): string {
  const out = resolve(path);
  if (statSync(out, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`--out must be a file, got the directory ${path}. Add a name to it.`);
  }
  mkdirSync(dirname(out), { recursive: true });
  return out;
}

type Checkpoints = Awaited<ReturnType<typeof openCheckpoints>>;

/** Steps done already: those of the last checkpoint with --resume, else none. */
async function startFrom(
  checkpoints: Checkpoints,
  job: Job,
  { resume, settings }: { resume: boolean; settings: JobSettings },
): Promise<number> {
  const found = await checkpoints.latest();
  if (found === null) return 0;
  if (!resume) {
    throw new UsageError(
      `${checkpoints.path} holds checkpoints of a run that was stopped. Add --resume to go on, or remove the directory.`,
    );
  }
  checkSameJob(found.content.metadata, settings, found.path);
  return restoreRun(found.content, job, found.path);
}

interface Going {
  readonly options: TrainOptions;
  readonly checkpoints: Checkpoints;
  readonly startStep: number;
  readonly settings: JobSettings;
}

async function run(
  job: Job,
  { options, checkpoints, startStep, settings }: Going,
): Promise<FitResult> {
  const reporter = new TrainingReporter(process.stderr);
  const interrupt = listenForInterrupt(() =>
    reporter.say('Stopping after this step and saving; once more to end at once.'),
  );
  if (startStep > 0) reporter.say(`Going on after step ${startStep.toLocaleString('en-US')}.`);
  try {
    return await fit(job.model, {
      ...job,
      startStep,
      checkpoints,
      checkpointEvery: options.checkpointEvery ?? job.data.length,
      metadata: { ...specMetadata(settings.spec), ...jobMetadata(settings) },
      onEvent: (event) => reporter.show(event),
      signal: interrupt.signal,
    });
  } finally {
    reporter.end();
    interrupt.release();
  }
}

function conclude(
  { reason, step, evaluation, seconds }: FitResult,
  { out, startStep, batch }: { out: string; startStep: number; batch: number },
): void {
  const rate = ((step - startStep) * batch) / seconds;
  const { name, isa, threads } = activeBackend();
  const lines = [
    evaluation === null
      ? ''
      : `Test accuracy ${(evaluation.accuracy * 100).toFixed(2)} %, loss ${evaluation.loss.toFixed(4)}.`,
    `${(step - startStep).toLocaleString('en-US')} steps in ${duration(seconds)}: ${Math.round(rate).toLocaleString('en-US')} samples/s with evaluation (${name}, ${isa}, ${threads} threads).`,
    `Weights: ${out}`,
  ];
  if (reason === 'aborted') {
    lines.push(`Stopped after step ${step}. Run the same command with --resume to go on.`);
    process.exitCode = exitCode.interrupted;
  }
  process.stdout.write(`${lines.filter((line) => line !== '').join('\n')}\n`);
}
