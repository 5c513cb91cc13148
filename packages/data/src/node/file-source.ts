// Files as byte sources.
import { open, stat } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import type { ByteSource } from '../byte-source.js';
import { FileChangedError, type FileStamp } from '../file-error.js';

/**
 * A file to read from, as often as one likes, as long as it stays the same.
 *
 * @param path  a regular file
 * @returns  a source that reads the file in chunks; reading throws FileChangedError if length or time of change are no longer
 *   those of now
 * @throws Error  ENOENT and the like from the operating system, or if it is no regular file
 * @example
 * const labels = await readIdx(await fileSource('t10k-labels-idx1-ubyte.gz'), { rank: 1 });
 */
export async function fileSource(path: string): Promise<ByteSource> {
  const status = await stat(path);
  if (!status.isFile()) throw new Error(`fileSource: path must be a regular file, got ${path}.`);
  const before = stampOf(status);
  return { name: path, size: status.size, open: () => unchanged(path, before) };
}

/** The chunks of a file that is checked before the first and after the last of them. */
async function* unchanged(
  path: string,
  before: FileStamp,
): AsyncGenerator<Uint8Array, void, undefined> {
  const check = (now: FileStamp | null): void => {
    if (now?.size === before.size && now.modified === before.modified) return;
    throw new FileChangedError({ op: 'fileSource', file: path, before, now });
  };
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') check(null);
    throw error;
  });
  try {
    check(stampOf(await file.stat()));
    yield* file.createReadStream({ autoClose: false });
    check(stampOf(await file.stat()));
  } finally {
    await file.close();
  }
}

const stampOf = ({ size, mtimeMs }: Stats): FileStamp => ({ size, modified: mtimeMs });
