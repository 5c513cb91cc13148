// A file that grows, and that a run can do without: when the disk is full, the log ends and the training goes on.
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';

export interface AppendOptions {
  /** 'new': the file must not be there yet; 'append': goes on where it ends. */
  readonly mode: 'new' | 'append';
  /** Told once, when the file can no longer be written. */
  readonly onWarning: (message: string) => void;
}

export class AppendFile {
  readonly #path: string;
  readonly #onWarning: (message: string) => void;
  #file: number | null;

  /** @throws Error  of the operating system, such as EEXIST */
  constructor(path: string, { mode, onWarning }: AppendOptions) {
    this.#path = path;
    this.#onWarning = onWarning;
    this.#file = openSync(path, mode === 'new' ? 'wx' : 'a');
  }

  /** Whole, or the file is given up: half a record would spoil what follows. */
  write(bytes: Uint8Array): void {
    if (this.#file === null) return;
    try {
      let done = 0;
      while (done < bytes.length) done += writeSync(this.#file, bytes, done);
    } catch (error) {
      this.#giveUp(error as Error);
    }
  }

  /** Forces to the disk what was written. */
  close(): void {
    if (this.#file === null) return;
    const file = this.#file;
    this.#file = null;
    try {
      fsyncSync(file);
    } catch (error) {
      this.#onWarning(`${this.#path} may be incomplete: ${(error as Error).message}.`);
    } finally {
      closeSync(file);
    }
  }

  #giveUp({ message }: Error): void {
    closeSync(this.#file!);
    this.#file = null;
    this.#onWarning(`${this.#path} ends here: ${message}. The training goes on without it.`);
  }
}
