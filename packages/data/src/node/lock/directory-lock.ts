// Keeps two runs, or two downloads, from writing to one directory: a lock that does not outlive its process.
import { randomUUID } from 'node:crypto';
import { readFileSync, unlinkSync } from 'node:fs';
import { rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { placeLock, readLock, takeAwayLock, type FoundLock, type LockRecord } from './lock-file.js';
import { thisProcess } from './process-life.js';

export interface LockOptions {
  /**
   * Whether a lock of this very process, worker threads included, keeps others out too, as that of a process out of sight does;
   * false unless given: who locks last has the lock.
   */
  readonly exclusive?: boolean;
}

/** Seconds without a sign of life after which the lock of a process that is out of sight counts no more. */
const lease = 120;
const secondsBetweenSigns = 30;

/**
 * Another run uses the directory.
 *
 * @example
 * await openCheckpoints('runs/mlp').catch((error) => error.pid); // 4711
 */
export class DirectoryInUseError extends Error {
  readonly path: string;
  /** Of the process that uses it; null if that is not known. */
  readonly pid: number | null;

  constructor(message: string, path: string, pid: number | null) {
    super(message);
    this.name = 'DirectoryInUseError';
    this.path = path;
    this.pid = pid;
  }
}

const held = new Set<DirectoryLock>();
/** Of each file, the call that takes it last: one goes after the other, or a slower one would end the lock of the one behind it. */
const turns = new Map<string, Promise<void>>();
let releasesAtExit = false;

/**
 * Takes a directory for this process until it ends, however it ends.
 *
 * The lock is the file `run.lock` in it. That of a process that is gone (of the same machine: by its number and the time of its
 * start) counts no more; nor does that of a process out of sight, of another machine or container, which has given no sign of
 * life for two minutes. Within a process, worker threads included, who locks last has the lock, unless it is `exclusive`.
 *
 * @param path  the directory; it must be there
 * @param op  what errors begin with
 * @param options  exclusive = false
 * @returns  the lock, to `check` before writing and to `release`
 * @throws DirectoryInUseError  with directory, process and what to do
 * @throws Error  of the operating system, with its code, such as EROFS, and the path of the lock
 * @example
 * const lock = await lockDirectory('runs/mlp', 'train');
 */
export async function lockDirectory(
  path: string,
  op: string,
  { exclusive = false }: LockOptions = {},
): Promise<DirectoryLock> {
  const lock = new DirectoryLock({ path, op, exclusive });
  const { file } = lock;
  const turn = (turns.get(file) ?? Promise.resolve()).then(async () => {
    await lock.take();
    for (const other of held) if (other.file === file) other.end();
    held.add(lock);
  });
  const done = turn.catch(() => undefined);
  turns.set(file, done);
  await turn.finally(() => turns.get(file) === done && turns.delete(file));
  if (!releasesAtExit) {
    releasesAtExit = true;
    process.once('exit', () => {
      for (const each of held) each.releaseSync();
    });
  }
  return lock;
}

/** Made by `lockDirectory`. */
export class DirectoryLock {
  readonly file: string;
  readonly #path: string;
  readonly #op: string;
  readonly #exclusive: boolean;
  readonly #record: LockRecord;
  readonly #text: string;
  #signs: NodeJS.Timeout | null = null;

  /** @internal */
  constructor({ path, op, exclusive }: { path: string; op: string; exclusive: boolean }) {
    this.#path = path;
    this.file = join(path, 'run.lock');
    this.#op = op;
    this.#exclusive = exclusive;
    this.#record = { ...thisProcess(), since: new Date().toISOString(), token: randomUUID() };
    this.#text = `${JSON.stringify(this.#record)}\n`;
  }

  /** Takes the lock, from a process that is gone if need be. */
  async take(): Promise<void> {
    const temporary = join(this.#path, `.lock-${this.#record.token}.${process.pid}.partial`);
    try {
      await writeFile(temporary, this.#text);
      while (!(await placeLock(temporary, this.file))) {
        const found = await readLock(this.file);
        if (found === null) continue;
        if (found.life === 'this' && !this.#exclusive) {
          await rename(temporary, this.file);
          break;
        }
        this.#refuseIfAlive(found);
        await takeAwayLock(this.file, found);
      }
    } catch (error) {
      if (error instanceof DirectoryInUseError) throw error;
      // The name that the file would have got says more than the temporary one.
      throw Object.assign(error as NodeJS.ErrnoException, { path: this.file });
    } finally {
      await rm(temporary, { force: true }).catch(() => undefined);
    }
    this.#signs ??= setInterval(() => void this.#sign(), secondsBetweenSigns * 1000).unref();
  }

  /**
   * For those about to write: the lock is still that of this object.
   *
   * @throws DirectoryInUseError  someone has taken it: later in this process, or while this machine was out of sight
   */
  async check(): Promise<void> {
    const found = await readLock(this.file);
    if (found === null) return this.take();
    if (found.text === this.#text) return;
    const by = found.life === 'this' ? 'opened again by this process' : `taken by ${who(found)}`;
    throw this.#inUse(
      `be used by this run alone, got ${this.#path}, ${by}. What this run has saved before is safe.`,
      found,
    );
  }

  /** Gives the directory free. */
  async release(): Promise<void> {
    this.end();
    if ((await readLock(this.file))?.text === this.#text) await rm(this.file, { force: true });
  }

  /** The same at the end of the process, where nothing can be waited for. */
  releaseSync(): void {
    this.end();
    try {
      if (readFileSync(this.file, 'utf8') === this.#text) unlinkSync(this.file);
    } catch {
      // A lock that stays counts no more once the process has ended.
    }
  }

  /** Gives no more signs of life. */
  end(): void {
    if (this.#signs !== null) clearInterval(this.#signs);
    this.#signs = null;
    held.delete(this);
  }

  #refuseIfAlive(found: FoundLock): void {
    const { owner, life, age } = found;
    if (life === 'gone' || (life !== 'running' && age > lease)) return;
    const hint =
      life === 'running'
        ? `Wait for that run or stop it (kill ${owner?.pid}), or give another directory.`
        : `Wait for that run or stop it, or give another directory; if it is dead, its lock run.lock counts no more ` +
          `once its last sign of life, ${Math.round(age)} s ago, is ${lease} s old.`;
    throw this.#inUse(
      `be free of other runs, got ${this.#path}, in use by ${who(found)}. ${hint}`,
      found,
    );
  }

  #inUse(text: string, { owner }: FoundLock): DirectoryInUseError {
    const message = `${this.#op}: directory must ${text}`;
    return new DirectoryInUseError(message, this.#path, owner?.pid ?? null);
  }

  /** For those who cannot see this process. A sign that could not be given is no fault: the next one may be. */
  async #sign(): Promise<void> {
    const now = new Date();
    const found = await readLock(this.file).catch(() => null);
    if (found?.text === this.#text) await utimes(this.file, now, now).catch(() => undefined);
  }
}

function who({ owner, life }: FoundLock): string {
  if (owner === null) return 'a process that is not known';
  const place = life === 'unseen' ? ` of ${owner.host}` : '';
  return `process ${owner.pid}${place} since ${owner.since}`;
}
