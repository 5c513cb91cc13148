// Files as byte sources.
import { open } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import type { ByteSource } from '../byte-source.js';
import { FileChangedError, type FileStamp } from '../file-error.js';
import { readErrorOf, withFile, type ReadSite } from './file-read.js';

/**
 * A file to read from, as often as one likes, as long as it stays the same.
 *
 * @param path  a regular file
 * @returns  a source that reads the file in chunks; reading throws FileChangedError if length or time of change are no longer
 *   those of now
 * @throws FileReadError  it is not there, no regular file, or not to be read
 * @example
 * const labels = await readIdx(await fileSource('t10k-labels-idx1-ubyte.gz'), { rank: 1 });
 */
export async function fileSource(path: string): Promise<ByteSource> {
  return sourceAt({ op: 'fileSource', argument: 'path', path });
}

/** The same for a function whose argument named the file. */
export async function sourceAt(site: ReadSite): Promise<ByteSource> {
  const status = await withFile(site, (file) => file.stat());
  const before = stampOf(status);
  return { name: site.path, size: status.size, open: () => unchanged(site, before) };
}

/** The chunks of a file that is checked before the first and after the last of them. */
async function* unchanged(
  site: ReadSite,
  before: FileStamp,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { op, path } = site;
  const check = (now: FileStamp | null): void => {
    if (now?.size === before.size && now.modified === before.modified) return;
    throw new FileChangedError({ op, file: path, before, now });
  };
  try {
    const file = await open(path);
    try {
      check(stampOf(await file.stat()));
      yield* file.createReadStream({ autoClose: false });
      check(stampOf(await file.stat()));
    } finally {
      await file.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') check(null);
    throw readErrorOf(site, error);
  }
}

const stampOf = ({ size, mtimeMs }: Stats): FileStamp => ({ size, modified: mtimeMs });
