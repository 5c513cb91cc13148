// The files of a directory of checkpoints: their names, and reading the newest one that is whole.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { FileFormatError } from '@evenkeel/data';
import { FileReadError, withReadErrors } from '@evenkeel/data/node';
import { checksumKey, type SafeFile } from '../safetensors/format.js';
import { checkAgainst, readManifest } from './manifest.js';
import { readWithBytes } from './safetensors-file.js';

/** A checkpoint that was read. */
export interface FoundCheckpoint {
  readonly path: string;
  readonly content: SafeFile;
}

export interface ReadOptions {
  /** Told of a damaged checkpoint that was passed over; prints a process warning unless given. */
  readonly onWarning?: (message: string) => void;
}

interface NumberedFile {
  readonly name: string;
  readonly number: number;
}

/** Names of the two files of a checkpoint. */
export function namesOf(number: number): { readonly tensors: string; readonly manifest: string } {
  const stem = `checkpoint-${String(number).padStart(8, '0')}`;
  return { tensors: `${stem}.safetensors`, manifest: `${stem}.json` };
}

/** The files of checkpoints in a directory, both kinds; errors are those of `op`. */
export async function checkpointFiles(path: string, op: string): Promise<NumberedFile[]> {
  const files: NumberedFile[] = [];
  const rule = 'a directory whose checkpoints can be read';
  const site = { op, argument: 'path', path, rule };
  for (const name of await withReadErrors(site, () => readdir(path))) {
    const digits = /^checkpoint-(\d{8,})\.(?:safetensors|json)$/.exec(name)?.[1];
    if (digits !== undefined) files.push({ name, number: Number(digits) });
  }
  return files;
}

/** Numbers of the checkpoints in a directory, newest first. */
export function numbersOf(files: readonly NumberedFile[]): number[] {
  return files
    .filter(({ name }) => name.endsWith('.safetensors'))
    .map(({ number }) => number)
    .toSorted((a, b) => b - a);
}

/**
 * The newest checkpoint of a directory, for those who only read: it may be that of a run that goes on meanwhile.
 *
 * @param path  the directory
 * @param options  onWarning
 * @returns  where it is and its content; null if there is none, or no directory
 * @throws FileFormatError  if there are checkpoints and all are damaged
 * @throws FileReadError  no directory, or what is in it cannot be read
 * @throws CheckpointMismatchError  it was written by a version whose format is another
 * @example
 * const found = await latestCheckpoint('runs/mlp');
 * if (found !== null) loadWeights(found.content, model);
 */
export async function latestCheckpoint(
  path: string,
  { onWarning = warnProcess }: ReadOptions = {},
): Promise<FoundCheckpoint | null> {
  const op = 'latestCheckpoint';
  let gone: string | null = null;
  for (;;) {
    try {
      return await newestWhole(path, { op, warn: onWarning, damaged: new Set() });
    } catch (error) {
      if (!(error instanceof FileReadError && error.code === 'ENOENT')) throw error;
      // Listed once more, it is a link that leads nowhere.
      if (error.path === gone) throw error;
      // Its writer has removed it since it was seen, for a newer one.
      gone = error.path;
      const files = await checkpointFiles(path, op).catch(() => []);
      if (files.length === 0) return null;
    }
  }
}

interface Search {
  readonly op: string;
  readonly warn: (message: string) => void;
  /** Gets the numbers of those that are. */
  readonly damaged: Set<number>;
}

/** Goes from the newest to the oldest until one is whole. */
export async function newestWhole(
  path: string,
  { op, warn, damaged }: Search,
): Promise<FoundCheckpoint | null> {
  let problem: FileFormatError | null = null;
  for (const number of numbersOf(await checkpointFiles(path, op))) {
    try {
      const found = await readCheckpoint(path, number, op);
      if (problem !== null) warn(`${problem.message} The one before it is used: ${found.path}.`);
      return found;
    } catch (error) {
      if (!(error instanceof FileFormatError)) throw error;
      damaged.add(number);
      problem = error;
    }
  }
  if (problem !== null) throw problem;
  return null;
}

/** A run that was killed between the two files has left no manifest: then the checksum inside must do. */
async function readCheckpoint(
  directory: string,
  number: number,
  op: string,
): Promise<FoundCheckpoint> {
  const names = namesOf(number);
  const path = join(directory, names.tensors);
  const manifest = await readManifest(join(directory, names.manifest), op);
  const { content, bytes } = await readWithBytes(path);
  if (manifest !== null) checkAgainst(manifest, path, bytes);
  else if (!Object.hasOwn(content.metadata, checksumKey)) {
    throw new FileFormatError({
      op: 'openCheckpoints',
      file: path,
      offset: 8,
      rule: `have a manifest ${names.manifest} beside it or a checksum in its metadata`,
      received: 'neither',
    });
  }
  return { path, content };
}

export function warnProcess(message: string): void {
  process.emitWarning(message, 'EvenkeelWarning');
}
