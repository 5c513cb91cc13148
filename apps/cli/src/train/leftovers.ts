// The checkpoints beside the file of the weights: what an earlier run has left there, and what becomes of it.
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { rmdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import {
  openCheckpoints,
  type CheckpointDirectory,
  type FoundCheckpoint,
} from '@evenkeel/train/node';
import { UsageError } from '../errors.js';

export interface Place {
  /** File of the weights. */
  readonly out: string;
  readonly checkpoints: CheckpointDirectory;
  /** The checkpoint to go on from; null to start at step 0. */
  readonly found: FoundCheckpoint | null;
}

export interface PlaceOptions {
  readonly out: string;
  readonly resume: boolean;
  readonly restart: boolean;
  readonly onWarning: (message: string) => void;
}

/**
 * Makes the directories of a run and looks for a run that was stopped.
 *
 * @throws UsageError  checkpoints that nobody asked for, or none where they were asked for
 * @throws FileFormatError  if there are checkpoints and all are damaged
 * @throws DirectoryInUseError  if a run of another process goes on there
 */
export async function openPlace(options: PlaceOptions): Promise<Place> {
  const { resume, restart, onWarning } = options;
  if (resume && restart) {
    throw new UsageError('--resume and --restart exclude each other: leave one of them out.');
  }
  const out = outputPath(options.out);
  const path = `${out}.checkpoints`;
  const checkpoints = await openCheckpoints(path, { onWarning });
  if (restart) await checkpoints.clear();
  const found = await checkpoints.latest();
  if (found !== null && !resume) {
    throw new UsageError(
      `${path} holds checkpoints of a run that was stopped. Add --resume to go on, or --restart to remove them.`,
    );
  }
  if (found === null && resume && existsSync(out)) {
    await leave(checkpoints);
    throw new UsageError(
      `--resume: ${out} is there but no checkpoint beside it, so its run has finished. ` +
        'Leave --resume out to train anew.',
    );
  }
  return { out, checkpoints, found };
}

/** Gives the directory of the checkpoints free, and removes it if none is in it. */
export async function leave(checkpoints: CheckpointDirectory): Promise<void> {
  await checkpoints.close();
  await rmdir(checkpoints.path).catch(() => undefined);
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
