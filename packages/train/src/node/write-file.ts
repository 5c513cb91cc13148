// Writes a file so that whoever looks, even after a crash or a power cut, sees all of it or the file before.
import { rmSync } from 'node:fs';
import { open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isRunning } from '@evenkeel/data/node';

/**
 * A file could not be written. What stood there before still does.
 *
 * @example
 * await writeFileWhole('full/disk', bytes).catch((error) => error.code); // 'ENOSPC'
 */
export class FileWriteError extends Error {
  /** The file that was to be written. */
  readonly path: string;
  /** Of the operating system, such as ENOSPC or EROFS. */
  readonly code: string;

  constructor(path: string, cause: NodeJS.ErrnoException) {
    const before = 'What was saved before is untouched.';
    super(`writeFileWhole: ${path} must be writable, got ${cause.message}. ${before}`, { cause });
    this.name = 'FileWriteError';
    this.path = path;
    this.code = cause.code ?? 'unknown';
  }
}

/**
 * Replaces a file by new content, whole or not at all.
 *
 * The bytes go to a temporary name in the same directory, are forced to the disk (fsync), and the file is
 * renamed over the old one; then the directory is forced to the disk. If anything fails, the old file stays
 * and the temporary one is removed.
 *
 * @param path  the file; its directory must exist
 * @param bytes  the whole content
 * @throws FileWriteError  with the code of the operating system (ENOSPC, EROFS, EACCES, …)
 * @example
 * await writeFileWhole('model.safetensors', encodeSafetensors({ tensors, metadata: {} }));
 */
export async function writeFileWhole(path: string, bytes: Uint8Array): Promise<void> {
  await replaceFile(path, bytes);
  await syncDirectory(dirname(path));
}

/** The same, but for the directory: after a power cut it may be the old file again. */
export async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  const directory = dirname(path);
  const temporary = join(directory, `.${basename(path)}.${process.pid}${suffix}`);
  beginWriting(temporary);
  try {
    const file = await open(temporary, 'w');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw new FileWriteError(path, error as NodeJS.ErrnoException);
  } finally {
    unfinished.delete(temporary);
  }
}

/** Temporary files of this thread that are being written. */
const unfinished = new Set<string>();
let removesAtExit = false;

/** What is half written when the process exits is removed; a kill leaves it to `removeLeftovers`. */
function beginWriting(temporary: string): void {
  unfinished.add(temporary);
  if (removesAtExit) return;
  removesAtExit = true;
  process.once('exit', () => {
    for (const path of unfinished) {
      try {
        rmSync(path, { force: true });
      } catch {
        // Windows removes no file that is open; `removeLeftovers` does it then.
      }
    }
  });
}

const suffix = '.partial';

/** Forces names in a directory to the disk. Windows cannot open a directory and needs no such step. */
export async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Removes what processes that were killed while writing have left in a directory. */
export async function removeLeftovers(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    const owner = /^\..+\.(\d+)\.partial$/.exec(name)?.[1];
    // Our own files are never half written here.
    if (owner === undefined) continue;
    if (Number(owner) === process.pid || !isRunning(Number(owner))) {
      await rm(join(directory, name), { force: true });
    }
  }
}
