// The log of a run as a file of JSON lines.
import { readFileSync, statSync, truncateSync } from 'node:fs';
import { withFile } from '@evenkeel/data/node';
import type { LogEntry, LogSink } from '../log/entries.js';
import { decodeLog, encodeEntry, type LoggedRun } from '../log/lines.js';
import { AppendFile } from './append-file.js';

export interface LogFileOptions {
  /** Whether to go on with a log that is there; default false: then it is an error. */
  readonly resume?: boolean;
  /** Told when the file can no longer be written; the run goes on. Default: nobody is. */
  readonly onWarning?: (message: string) => void;
}

/** A log that is written to a file. */
export interface LogFile extends LogSink {
  /** Forces to the disk what was written; no entry may follow. */
  close(): void;
}

/**
 * Writes a log as JSON lines, one entry each, as they come.
 *
 * @param path  its directory must exist
 * @param options  resume = false; onWarning
 * @returns  a sink for `runLog`
 * @throws Error  EEXIST if the file is there and `resume` is false, or another of the operating system
 * @example
 * const log = runLog({ sinks: [jsonLines('run.jsonl')], settings: { seed: '1' } });
 */
export function jsonLines(path: string, options: LogFileOptions = {}): LogFile {
  const { resume = false, onWarning = () => undefined } = options;
  if (resume) dropUnfinishedLine(path);
  const file = new AppendFile(path, { mode: resume ? 'append' : 'new', onWarning });
  const encoder = new TextEncoder();
  return {
    write: (entry: LogEntry) => file.write(encoder.encode(`${encodeEntry(entry)}\n`)),
    close: () => file.close(),
  };
}

/** What a killed run had begun would run into the first line of the next. */
function dropUnfinishedLine(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return;
  const bytes = readFileSync(path);
  const length = bytes.lastIndexOf(10) + 1;
  if (length < bytes.length) truncateSync(path, length);
}

/**
 * Reads a log that `jsonLines` has written, for `diagnose` among others.
 *
 * @param path  the file
 * @returns  the run, its steps, looks and evaluations
 * @throws FileReadError  it is not there, no regular file, or not to be read
 * @throws Error  a line that is no entry
 * @example
 * for (const { message } of diagnose(await readLog('run.jsonl'))) console.log(message);
 */
export async function readLog(path: string): Promise<LoggedRun> {
  const site = { op: 'readLog', argument: 'path', path };
  return decodeLog(await withFile(site, (file) => file.readFile('utf8')), path);
}
