// What watches a run of `evenkeel train`: a monitor, and the log with its report.
import { jsonLines, readLog, tensorBoard, type LogFile } from '@evenkeel/monitor/node';
import { lockDirectory, writeFileWhole, type DirectoryLock } from '@evenkeel/train/node';
import { encode } from 'fast-png';
import {
  diagnose,
  loader,
  monitor,
  runLog,
  type Callback,
  type Finding,
  type Monitor,
} from 'evenkeel';
import { existsSync, mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { classOutcome, readOutcome } from '../classes/outcome.js';
import type { DataPair } from '../data.js';
import { UsageError } from '../errors.js';
import type { Job } from './job.js';
import { weightPicture } from './weight-picture.js';

/** Names of the files in the directory of a log. */
export const logNames = {
  lines: 'run.jsonl',
  classes: 'classes.json',
  report: 'report.html',
  figures: 'figures',
} as const;

export interface InstrumentOptions {
  /** Steps between two looks; null for none. */
  readonly every: number | null;
  /** Directory of the log; null for none. */
  readonly directory: string | null;
  /** Steps taken before: a log that is there goes on. */
  readonly startStep: number;
  /** Of the configuration, for the report. */
  readonly settings: Readonly<Record<string, string>>;
  readonly say: (line: string) => void;
}

/** What instruments have to say at the end. */
export interface Findings {
  /** What is wrong with the run; null if nobody looked. */
  readonly findings: readonly Finding[] | null;
  /** Paths of what was written about a log; null without one. */
  readonly written: WrittenReport | null;
}

export interface WrittenReport {
  readonly report: string;
  readonly figures: string;
}

export interface Instruments {
  readonly callbacks: readonly Callback[];
  /** Closes the log and writes the report. */
  finish(): Promise<Findings>;
}

/**
 * Sets up what the options ask for.
 *
 * @throws UsageError  the directory holds the log of another run
 * @throws DirectoryInUseError  another run writes its log there
 */
export async function setUpInstruments(
  job: Job,
  data: DataPair,
  options: InstrumentOptions,
): Promise<Instruments> {
  const { directory, every, settings } = options;
  const lock = directory === null ? null : await lockLog(directory);
  const files = directory === null ? [] : openLog(directory, options);
  const log = runLog({ sinks: files, settings });
  const watch = every === null ? null : watchOf(job, data, { every, onRecord: log.onRecord });
  const board = files.find((file) => 'image' in file);
  return {
    callbacks: [...(watch === null ? [] : [watch]), ...(files.length === 0 ? [] : [log])],
    async finish() {
      const picture = weightPicture(job.model, data.train.shape);
      if (picture !== null && board !== undefined) {
        const { width, height, data: pixels } = picture;
        const png = encode({ width, height, data: pixels, channels: 1, depth: 8 });
        board.image('weights/first layer', job.steps, { width, height, channels: 1, png });
      }
      for (const file of files) file.close();
      watch?.stop();
      const written = directory === null ? null : await writeReport(directory, { job, data });
      await lock?.release();
      return { findings: watch === null ? null : diagnose(watch.history), written };
    },
  };
}

async function lockLog(directory: string): Promise<DirectoryLock> {
  mkdirSync(directory, { recursive: true });
  return lockDirectory(resolve(directory), '--log');
}

function openLog(
  directory: string,
  options: InstrumentOptions,
): (LogFile | ReturnType<typeof tensorBoard>)[] {
  const path = resolve(directory);
  const resume = options.startStep > 0;
  const lines = join(path, logNames.lines);
  if (!resume && existsSync(lines)) {
    throw new UsageError(
      `--log: ${path} holds the log of another run. Give another directory, or remove it.`,
    );
  }
  const onWarning = options.say;
  return [jsonLines(lines, { resume, onWarning }), tensorBoard(path, { onWarning })];
}

/** Examples that are looked at: as many as a step takes. */
function watchOf(
  { model, optimizer, data: { batch } }: Job,
  { train }: DataPair,
  options: Pick<Parameters<typeof monitor>[1], 'every' | 'onRecord'>,
): Monitor {
  const { x } = loader(train, { batch, shuffle: false }).next();
  const watch = monitor(model, { x, optimizer, ...options });
  x.dispose();
  return watch;
}

/** Findings as lines of text. */
export function linesOf({ findings, written }: Findings): string[] {
  const lines = (findings ?? []).map(({ message }) => `Found: ${message}`);
  return written === null ? lines : [...lines, ...linesOfReport(written)];
}

export const linesOfReport = ({ report, figures }: WrittenReport): string[] => [
  `Report: ${report}`,
  `Figures: ${figures}`,
];

/** What a run that has just finished was about. */
interface Finished {
  readonly job: Job;
  readonly data: DataPair;
}

/**
 * Writes the report of a log beside it, and its charts as files. Of a run that has finished just now it tests the model once more,
 * and keeps what comes of each class beside the log.
 */
export async function writeReport(directory: string, finished?: Finished): Promise<WrittenReport> {
  const path = resolve(directory);
  const run = await readLog(join(path, logNames.lines));
  const classes = join(path, logNames.classes);
  if (finished !== undefined) await rm(classes, { force: true });
  if (finished !== undefined && run.end?.reason === 'finished') {
    const outcome = await classOutcome(finished.job.model, finished.data.test);
    await writeFileWhole(classes, new TextEncoder().encode(`${JSON.stringify(outcome)}\n`));
  }
  const outcome = await readOutcome(classes);
  // Loaded only now: drawing charts takes a third of a second to import.
  const { runPage } = await import('../report/run-page.js');
  const { runFigures } = await import('../report/run-figures.js');
  const { writeFigures } = await import('../report/figure-files.js');
  const report = join(path, logNames.report);
  await writeFileWhole(report, new TextEncoder().encode(runPage(run, outcome)));
  const figures = join(path, logNames.figures);
  await writeFigures(figures, Object.values(runFigures(run, outcome)).flat());
  return { report, figures };
}
