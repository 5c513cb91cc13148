// A directory that keeps the last checkpoints of a run: written whole, numbered, never all lost, by one run at a time.
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DirectoryInUseError, lockDirectory, type DirectoryLock } from '@evenkeel/data/node';
import type { CheckpointSink, CheckpointSource } from '../checkpoint/sink.js';
import { encodeSafetensors } from '../safetensors/encode.js';
import type { SafeFile } from '../safetensors/format.js';
import {
  checkpointFiles,
  namesOf,
  newestWhole,
  numbersOf,
  warnProcess,
  type FoundCheckpoint,
  type ReadOptions,
} from './checkpoint-files.js';
import { manifestOf } from './manifest.js';
import { FileWriteError, removeLeftovers, replaceFile, syncDirectory } from './write-file.js';

const op = 'openCheckpoints';

export interface CheckpointDirectoryOptions extends ReadOptions {
  /** How many checkpoints stay; at least 2, so that one is left if the newest is damaged. Default 2. */
  readonly keep?: number;
}

/**
 * Opens a directory for the checkpoints of a run, makes it if it is not there, and keeps other runs out of it until the process
 * ends or `close` is called. Who only reads has `latestCheckpoint`.
 *
 * Each checkpoint is a file of its own, `checkpoint-00000001.safetensors` and so on, with a manifest `checkpoint-00000001.json`
 * beside it that says what it is and its SHA-256; both are written as `writeFileWhole` does it. Older ones are removed once a newer
 * one is safe on the disk, until `keep` are left.
 *
 * Opened again in the same process, the directory is that of the later run: what the earlier one would save then is an error.
 *
 * @param path  the directory
 * @param options  keep = 2; onWarning
 * @returns  the directory, for `fit` and `resume`
 * @throws DirectoryInUseError  a run of another process uses it: with that process, and what to do. A run that was killed does not
 * @throws FileWriteError  the directory cannot be made, or nothing can be written there
 * @example
 * const checkpoints = await openCheckpoints('runs/mlp');
 * const step = await resume(checkpoints, run); // 0 if there is none
 */
export async function openCheckpoints(
  path: string,
  options: CheckpointDirectoryOptions = {},
): Promise<CheckpointDirectory> {
  const { keep = 2, onWarning = warnProcess } = options;
  if (!Number.isInteger(keep) || keep < 2) {
    throw new RangeError(`${op}: keep must be a whole number from 2 on, got ${keep}.`);
  }
  await locking(path, mkdir(path, { recursive: true }));
  const lock = await locking(path, lockDirectory(path, op));
  await removeLeftovers(path);
  return new CheckpointDirectory({ path, keep, lock, warn: onWarning });
}

/** What the operating system refuses, as the error of the other files. */
async function locking<T>(directory: string, lock: Promise<T>): Promise<T> {
  try {
    return await lock;
  } catch (error) {
    if (error instanceof DirectoryInUseError) throw error;
    const { path = directory } = error as NodeJS.ErrnoException;
    throw new FileWriteError(path, error as NodeJS.ErrnoException);
  }
}

interface Opened {
  readonly path: string;
  readonly keep: number;
  readonly lock: DirectoryLock;
  readonly warn: (message: string) => void;
}

/** Made by `openCheckpoints`. */
export class CheckpointDirectory implements CheckpointSink, CheckpointSource, AsyncDisposable {
  readonly path: string;
  readonly #opened: Opened;
  /** Found to be damaged: the first to go. */
  readonly #damaged = new Set<number>();

  /** @internal */
  constructor(opened: Opened) {
    this.path = opened.path;
    this.#opened = opened;
  }

  /**
   * Writes a checkpoint behind all others and removes what is too many.
   *
   * @returns  the path of the new file
   * @throws FileWriteError  ENOSPC, EROFS, …; the checkpoints before it are untouched
   * @throws DirectoryInUseError  the directory was opened again meanwhile
   */
  async save(content: SafeFile): Promise<string> {
    const { lock, keep } = this.#opened;
    await locking(this.path, lock.check());
    const files = await checkpointFiles(this.path, op);
    const numbers = numbersOf(files);
    const number = Math.max(0, ...files.map((file) => file.number)) + 1;
    const path = await this.#write(number, content);
    const good = [number, ...numbers.filter((other) => !this.#damaged.has(other))];
    const kept = new Set(good.slice(0, keep));
    for (const { name, number: old } of files) {
      // One that is there again after a power cut is older than the new one, and goes with the next.
      if (!kept.has(old)) await rm(join(this.path, name), { force: true });
    }
    return path;
  }

  /** The tensors first: without a manifest they count by the checksum inside of them. */
  async #write(number: number, content: SafeFile): Promise<string> {
    const { tensors, manifest } = namesOf(number);
    const path = join(this.path, tensors);
    const bytes = encodeSafetensors(content);
    await replaceFile(path, bytes);
    try {
      await replaceFile(join(this.path, manifest), manifestOf(content, tensors, bytes));
    } catch (error) {
      await rm(path, { force: true }).catch(() => undefined);
      throw error;
    }
    await syncDirectory(this.path);
    return path;
  }

  /**
   * The newest checkpoint that is whole, or null if there is none. One that is damaged is passed over with a
   * warning.
   *
   * @throws FileFormatError  if there are checkpoints and all are damaged
   * @throws CheckpointMismatchError  it was written by a version whose format is another
   */
  async latest(): Promise<FoundCheckpoint | null> {
    return newestWhole(this.path, { op, warn: this.#opened.warn, damaged: this.#damaged });
  }

  /** Removes all checkpoints, to start anew. */
  async clear(): Promise<void> {
    await locking(this.path, this.#opened.lock.check());
    for (const { name } of await checkpointFiles(this.path, op)) {
      await rm(join(this.path, name), { force: true });
    }
    await syncDirectory(this.path);
  }

  /** Gives the directory free for runs of other processes. The end of the process does it, too. */
  async close(): Promise<void> {
    await this.#opened.lock.release();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
