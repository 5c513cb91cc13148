// Whose turn it is to write to the directory of a data set.
import { setTimeout as pause } from 'node:timers/promises';
import { DirectoryInUseError, lockDirectory, type DirectoryLock } from '../lock/directory-lock.js';
import type { Tell } from './events.js';
import { makeDirectory } from './make-directory.js';

export interface TurnOptions {
  readonly directory: string;
  readonly tell: Tell;
  readonly signal: AbortSignal;
}

/** Milliseconds between looks at a directory that another call writes to. */
const patience = 250;

/** The turn of one call of `getDataset`: taken when it is about to write, given back at its end. */
export class DirectoryTurn implements AsyncDisposable {
  readonly #options: TurnOptions;
  #lock: DirectoryLock | null = null;

  constructor(options: TurnOptions) {
    this.#options = options;
  }

  /**
   * Makes the directory, and waits until no other call writes to it.
   *
   * @param file  what it is for
   * @throws Error  what the file system refuses; the reason of the signal
   */
  async take(file: string): Promise<void> {
    const { directory, tell, signal } = this.#options;
    if (this.#lock !== null) return;
    await makeDirectory(directory);
    for (let told = false; ; told = true) {
      try {
        this.#lock = await lockDirectory(directory, 'getDataset', { exclusive: true });
        return;
      } catch (error) {
        if (!(error instanceof DirectoryInUseError)) throw error;
        if (!told) tell({ kind: 'waiting', file, pid: error.pid });
        await pause(patience, undefined, { signal }).catch(() => signal.throwIfAborted());
      }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#lock?.release();
    this.#lock = null;
  }
}
