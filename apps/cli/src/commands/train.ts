// evenkeel train: one model, with checkpoints on the way and its weights at the end.
import { writeSafetensors, type FoundCheckpoint } from '@evenkeel/train/node';
import {
  ArgumentError,
  captureWeights,
  CheckpointMismatchError,
  evaluate,
  fit,
  NonFiniteLossError,
  restoreRun,
  type FitResult,
} from 'evenkeel';
import { startBackend } from '../backend.js';
import { checkBatch, loadData, type DataPair } from '../data.js';
import { exitCode, UsageError } from '../errors.js';
import { listenForInterrupt, type Interrupt } from '../interrupt.js';
import { defaultInitializer, specMetadata, type ModelSpec } from '../models/spec.js';
import { describeJob } from '../report/run-settings.js';
import {
  linesOf,
  setUpInstruments,
  type Findings,
  type InstrumentOptions,
  type Instruments,
} from '../train/instruments.js';
import type { AugmentName } from '../train/augment-names.js';
import { buildJob, type Job } from '../train/job.js';
import { leave, openPlace, type Place } from '../train/leftovers.js';
import { outcomeDocument, outcomeLines, type Outcome } from '../train/outcome.js';
import { TrainingReporter } from '../train/reporter.js';
import { checkSameJob, defaultRates, jobMetadata, type JobSettings } from '../train/settings.js';

export interface TrainOptions extends Omit<ModelSpec, 'init' | 'activation' | 'shape' | 'classes'> {
  readonly init?: ModelSpec['init'];
  /** Of the mlp; sigmoid unless given. */
  readonly activation?: ModelSpec['activation'];
  readonly data: string;
  readonly epochs: number;
  /** In place of epochs. */
  readonly steps?: number;
  readonly lr?: number;
  readonly optimizer: JobSettings['optimizer'];
  readonly batch: number;
  readonly schedule: JobSettings['schedule'];
  readonly augment?: readonly AugmentName[];
  readonly out: string;
  /** Steps between checkpoints; an epoch unless given. */
  readonly checkpointEvery?: number;
  readonly resume: boolean;
  readonly restart: boolean;
  /** Goes on from checkpoints of another version of evenkeel, too. */
  readonly anyVersion: boolean;
  /** Steps between two looks at the layers; true for the default. */
  readonly monitor?: number | true;
  /** Directory of log and report. */
  readonly log?: string;
  readonly json: boolean;
}

/** Steps between two looks at the layers unless told otherwise; as `monitor` has it. */
const defaultLooks = 200;

/** Trains, evaluates after each epoch, and saves the weights; stopped, it saves what it has. */
export async function train(options: TrainOptions): Promise<void> {
  const reporter = new TrainingReporter(process.stderr, options.batch, options.json);
  const interrupt = listenForInterrupt(() =>
    reporter.say('Stopping after this step and saving; once more to end at once.'),
  );
  try {
    await trainUntil(interrupt, reporter, options);
  } finally {
    reporter.end();
    interrupt.release();
  }
}

async function trainUntil(
  interrupt: Interrupt,
  reporter: TrainingReporter,
  options: TrainOptions,
): Promise<void> {
  startBackend();
  const data = await loadData(options.data);
  const settings = settingsOf(options, data);
  const place = await openPlace({ ...options, onWarning: (line) => reporter.say(line) });
  const { checkpoints, out } = place;
  try {
    const strict = !options.anyVersion;
    const { job, startStep } = await prepare(settings, data, { ...place, strict });
    if (options.resume) reporter.say(startLine(startStep));
    const instruments = await setUpInstruments(job, data, {
      ...lookingAt(options),
      startStep,
      settings: describeJob(settings, data),
      say: (line) => reporter.say(line),
    });
    const outcome = await withInstruments(
      instruments,
      { reporter, interrupt, json: options.json },
      async () => {
        const trained = await fit(job.model, {
          ...job,
          startStep,
          checkpoints,
          checkpointEvery: options.checkpointEvery ?? job.data.length,
          metadata: { ...specMetadata(settings.spec), ...jobMetadata(settings) },
          callbacks: instruments.callbacks,
          onEvent: (event) => reporter.show(event),
          signal: interrupt.signal,
        });
        return conclude(trained, { job, settings, out, startStep, reporter });
      },
    );
    // The weights are safe now.
    if (outcome.reason === 'finished') await checkpoints.clear();
  } catch (error) {
    if (error instanceof NonFiniteLossError) {
      reporter.say('To start anew add --restart, and try a smaller --lr.');
    }
    throw error;
  } finally {
    await leave(checkpoints);
  }
}

/** Looks without a log, and a log with looks, unless told otherwise. */
function lookingAt({ monitor, log }: TrainOptions): Pick<InstrumentOptions, 'every' | 'directory'> {
  const every = typeof monitor === 'number' ? monitor : defaultLooks;
  return {
    every: monitor === undefined && log === undefined ? null : every,
    directory: log ?? null,
  };
}

interface Showing {
  readonly reporter: TrainingReporter;
  readonly interrupt: Interrupt;
  readonly json: boolean;
}

/** Runs and says what came of it. Also a run that fails has its log closed, and is told about. */
async function withInstruments(
  instruments: Instruments,
  { reporter, interrupt, json }: Showing,
  work: () => Promise<Outcome>,
): Promise<Outcome> {
  let outcome: Outcome;
  try {
    outcome = await work();
  } catch (error) {
    reporter.end();
    const findings = await instruments.finish();
    if (!json) print(linesOf(findings));
    throw error;
  }
  reporter.end();
  if (json) await printDocument(outcome, instruments, interrupt);
  else {
    // Before the report, which may fail or be interrupted: the weights are saved already.
    print(outcomeLines(outcome));
    print(linesOf(await instruments.finish()));
  }
  return outcome;
}

/** One document; without findings and report if those cannot be had, or are not waited for. */
async function printDocument(
  outcome: Outcome,
  instruments: Instruments,
  interrupt: Interrupt,
): Promise<void> {
  const printWith = (found: Findings): void =>
    print([JSON.stringify(outcomeDocument(outcome, found))]);
  let found: Findings = { findings: null, written: null };
  const nothingFound = found;
  try {
    const finish = (): Promise<Findings> => instruments.finish();
    found = await interrupt.withLastWords(() => printWith(nothingFound), finish);
  } finally {
    printWith(found);
  }
}

function print(lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

function settingsOf(options: TrainOptions, { train: { shape, classes } }: DataPair): JobSettings {
  const { model, batchNorm, activation = 'sigmoid', seed, optimizer, batch } = options;
  if (options.activation !== undefined && model !== 'mlp') {
    throw new UsageError(
      `--activation must not be given with --model ${model}, whose non-linearity is relu. Leave it out, or use --model mlp.`,
    );
  }
  const init = options.init ?? defaultInitializer(model);
  const spec: ModelSpec = { model, batchNorm, activation, init, seed, shape, classes };
  const lr = options.lr ?? defaultRates[optimizer];
  const { data, schedule, steps = null, augment = null } = options;
  const epochs = steps === null ? options.epochs : null;
  return { spec, data, optimizer, lr, batch, schedule, augment, epochs, steps };
}

/** Builds the job and, if there is a checkpoint, puts it back to where that was taken. */
async function prepare(
  settings: JobSettings,
  data: DataPair,
  { found, strict }: Place & { readonly strict: boolean },
): Promise<{ job: Job; startStep: number }> {
  if (found !== null) checkSameJob(found.content.metadata, settings, found.path);
  checkBatch(settings.batch, data, settings.spec);
  const job = buildJob(settings, data);
  return { job, startStep: found === null ? 0 : await goOn(job, found, strict) };
}

/** Steps taken before; the data, or evenkeel, may have changed since. */
async function goOn(
  job: Job,
  { content, path }: FoundCheckpoint,
  strict: boolean,
): Promise<number> {
  try {
    return await restoreRun(content, job, { file: path, strict });
  } catch (error) {
    if (error instanceof CheckpointMismatchError) {
      const { rule, received } = error;
      const hint = 'Add --any-version to go on nevertheless: the weights may differ in their bits.';
      throw new UsageError(`--resume: ${path} must ${rule}, got ${received}. ${hint}`);
    }
    if (!(error instanceof ArgumentError)) throw error;
    throw new UsageError(`--resume: ${path} does not fit this run: ${error.message}`);
  }
}

function startLine(startStep: number): string {
  return startStep > 0
    ? `Going on after step ${startStep.toLocaleString('en-US')}.`
    : 'There is no checkpoint yet: starting at the first step.';
}

interface Conclusion {
  readonly job: Job;
  readonly settings: JobSettings;
  readonly out: string;
  readonly startStep: number;
  readonly reporter: TrainingReporter;
}

/** Saves the weights, and tests them once more if the run did not. */
async function conclude(
  { reason, step, evaluation, seconds }: FitResult,
  { job, settings, out, startStep, reporter }: Conclusion,
): Promise<Outcome> {
  if (step > 0) await writeSafetensors(out, captureWeights(job.model, specMetadata(settings.spec)));
  if (reason === 'aborted') process.exitCode = exitCode.interrupted;
  // A run killed between its last checkpoint and its end has no step left to take, and none to test after.
  const tested =
    reason === 'finished' ? (evaluation ?? (await evaluate(job.model, job.validation))) : null;
  const { curve, samplesPerSecond } = reporter;
  return {
    settings,
    reason,
    step,
    startStep,
    test: tested,
    curve,
    seconds,
    samplesPerSecond,
    weights: step > 0 ? out : null,
  };
}
