// A directory that keeps the last checkpoints of a run: written whole, numbered, never all lost.
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { FileFormatError } from '@evenkeel/data';
import type { CheckpointSink } from '../checkpoint/sink.js';
import { encodeSafetensors } from '../safetensors/encode.js';
import type { SafeFile } from '../safetensors/format.js';
import { readSafetensors } from './safetensors-file.js';
import { removeLeftovers, syncDirectory, writeFileWhole } from './write-file.js';

export interface CheckpointDirectoryOptions {
  /** How many checkpoints stay; at least 2, so that one is left if the newest is damaged. Default 2. */
  readonly keep?: number;
  /** Told of a damaged checkpoint that was passed over; prints a process warning unless given. */
  readonly onWarning?: (message: string) => void;
}

/** A checkpoint that was read. */
export interface FoundCheckpoint {
  readonly path: string;
  readonly content: SafeFile;
}

/**
 * Opens a directory for checkpoints, and makes it if it is not there.
 *
 * Each checkpoint is a file of its own, `checkpoint-00000001.safetensors` and so on, written as `writeFileWhole`
 * says. Older ones are removed once a newer one is safe on the disk, until `keep` are left.
 *
 * @param path  the directory
 * @param options  keep = 2; onWarning
 * @returns  the directory, for `fit` and `resume`
 * @throws Error  of the operating system, if the directory cannot be made or read
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
    throw new RangeError(`openCheckpoints: keep must be a whole number from 2 on, got ${keep}.`);
  }
  await mkdir(path, { recursive: true });
  await removeLeftovers(path);
  return new CheckpointDirectory(path, keep, onWarning);
}

/** Made by `openCheckpoints`. One run at a time may write to a directory. */
export class CheckpointDirectory implements CheckpointSink {
  readonly path: string;
  readonly #keep: number;
  readonly #warn: (message: string) => void;
  /** Found to be damaged: the first to go. */
  readonly #damaged = new Set<number>();

  /** @internal */
  constructor(path: string, keep: number, warn: (message: string) => void) {
    this.path = path;
    this.#keep = keep;
    this.#warn = warn;
  }

  /**
   * Writes a checkpoint behind all others and removes what is too many.
   *
   * @returns  the path of the new file
   * @throws FileWriteError  ENOSPC, EROFS, …; the checkpoints before it are untouched
   */
  async save(content: SafeFile): Promise<string> {
    const numbers = await this.#numbers();
    const number = (numbers[0] ?? 0) + 1;
    const path = this.#pathOf(number);
    await writeFileWhole(path, encodeSafetensors(content));
    const good = [number, ...numbers.filter((other) => !this.#damaged.has(other))];
    const kept = new Set(good.slice(0, this.#keep));
    for (const old of numbers) if (!kept.has(old)) await rm(this.#pathOf(old), { force: true });
    await syncDirectory(this.path);
    return path;
  }

  /**
   * The newest checkpoint that is whole, or null if there is none. One that is damaged is passed over with a
   * warning.
   *
   * @throws FileFormatError  if there are checkpoints and all are damaged
   */
  async latest(): Promise<FoundCheckpoint | null> {
    let problem: FileFormatError | null = null;
    for (const number of await this.#numbers()) {
      const path = this.#pathOf(number);
      try {
        const content = await readSafetensors(path);
        if (problem !== null) this.#warn(`${problem.message} The one before it is used: ${path}.`);
        return { path, content };
      } catch (error) {
        if (!(error instanceof FileFormatError)) throw error;
        this.#damaged.add(number);
        problem = error;
      }
    }
    if (problem !== null) throw problem;
    return null;
  }

  /** Numbers of the files that are there, newest first. */
  async #numbers(): Promise<number[]> {
    const numbers: number[] = [];
    for (const name of await readdir(this.path)) {
      const digits = /^checkpoint-(\d{8,})\.safetensors$/.exec(name)?.[1];
      if (digits !== undefined) numbers.push(Number(digits));
    }
    return numbers.toSorted((a, b) => b - a);
  }

  #pathOf(number: number): string {
    return join(this.path, `checkpoint-${String(number).padStart(8, '0')}.safetensors`);
  }
}

function warnProcess(message: string): void {
  process.emitWarning(message, 'EvenkeelWarning');
}
