// The log of a run as an event file of TensorBoard.
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { LogEntry } from '../log/entries.js';
import { encodeEvent, type EncodedImage, type EventContent } from '../tensorboard/event.js';
import { frameRecord } from '../tensorboard/record.js';
import { summariesOf } from '../tensorboard/summaries.js';
import { AppendFile } from './append-file.js';
import type { LogFile, LogFileOptions } from './json-lines.js';

/** An event file that is being written; made by `tensorBoard`. */
export interface TensorBoardFile extends LogFile {
  readonly path: string;
  /** Shows a picture under a name. */
  image(tag: string, step: number, image: EncodedImage): void;
}

let files = 0;

/**
 * Writes a log as an event file of TensorBoard: scalars, histograms of the inputs to activations, and pictures. Every call
 * starts a file of its own, as TensorBoard wants it; it reads all that stand in a directory. A run that goes on after `step`
 * steps tells it to forget what was logged of later ones.
 *
 * @param directory  must exist; `tensorboard --logdir` takes it, or one around it
 * @param options  onWarning: told when the file can no longer be written
 * @returns  a sink for `runLog`
 * @throws Error  of the operating system
 * @see https://github.com/tensorflow/tensorboard, "event files"
 * @example
 * const board = tensorBoard('logs/run-1');
 * const log = runLog({ sinks: [board] });
 */
export function tensorBoard(
  directory: string,
  options: Pick<LogFileOptions, 'onWarning'> = {},
): TensorBoardFile {
  const { onWarning = () => undefined } = options;
  const seconds = String(Math.floor(Date.now() / 1000)).padStart(10, '0');
  files += 1;
  const name = `events.out.tfevents.${seconds}.${hostname()}.${process.pid}.${files}`;
  const path = join(directory, name);
  const file = new AppendFile(path, { mode: 'new', onWarning });
  const write = (step: number, content: EventContent): void =>
    file.write(frameRecord(encodeEvent(Date.now() / 1000, step, content)));
  write(0, { fileVersion: 'brain.Event:2' });
  return {
    path,
    write(entry: LogEntry): void {
      if (entry.kind === 'start' && entry.step > 0) {
        // Events of the step named here, and of those after it, are purged.
        write(entry.step + 1, { sessionLog: { status: 1 } });
      }
      const value = summariesOf(entry);
      if (value.length > 0 && entry.kind !== 'run') write(entry.step, { summary: { value } });
    },
    image(tag, step, image) {
      write(step, { summary: { value: [{ tag, image }] } });
    },
    close: () => file.close(),
  };
}
