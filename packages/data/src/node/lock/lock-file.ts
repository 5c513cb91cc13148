// The file that says who uses a directory: read, put in place if none is there, taken away if it is dead.
import { link, mkdir, readFile, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lifeOf, type Life, type ProcessRecord } from './process-life.js';

/** Content of the file. */
export interface LockRecord extends ProcessRecord {
  /** ISO 8601. */
  readonly since: string;
  /** Tells locks of one process apart. */
  readonly token: string;
}

/** A lock that was found. */
export interface FoundLock {
  readonly text: string;
  /** Null if it makes no sense: the machine has lost power while it was written. */
  readonly owner: LockRecord | null;
  readonly life: Life;
  /** Seconds since its last sign of life. */
  readonly age: number;
}

export async function readLock(file: string): Promise<FoundLock | null> {
  try {
    const text = await readFile(file, 'utf8');
    const age = Math.max(0, (Date.now() - (await stat(file)).mtimeMs) / 1000);
    const owner = parse(text);
    return { text, owner, age, life: owner === null ? 'unseen' : lifeOf(owner) };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Gives a file that was written whole the name of the lock, unless there is one.
 *
 * @returns  whether it has the name now
 */
export async function placeLock(temporary: string, file: string): Promise<boolean> {
  try {
    await link(temporary, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    if (!['EPERM', 'ENOTSUP', 'ENOSYS'].includes(codeOf(error))) throw error;
  }
  // File systems without links, such as FAT.
  try {
    await writeFile(file, await readFile(temporary), { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Milliseconds that removing a dead lock may take; who is not done by then was killed at it. */
const removal = 10_000;

/**
 * Removes a dead lock if it is still there. Of several who have found it one does so at a time, or else the last would remove the
 * living lock that the first has put in its place.
 */
export async function takeAwayLock(file: string, dead: FoundLock): Promise<void> {
  const guard = join(dirname(file), '.run.lock.removal');
  try {
    await mkdir(guard);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    const begun = await stat(guard).catch(() => null);
    if (begun !== null && Date.now() - begun.mtimeMs > removal)
      await rmdir(guard).catch(() => undefined);
    await sleep(5);
    return;
  }
  try {
    if ((await readLock(file))?.text === dead.text) await rm(file);
  } finally {
    await rmdir(guard).catch(() => undefined);
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? '';
}

function parse(text: string): LockRecord | null {
  try {
    const record = JSON.parse(text) as LockRecord;
    return Number.isSafeInteger(record.pid) && typeof record.host === 'string' ? record : null;
  } catch {
    return null;
  }
}
