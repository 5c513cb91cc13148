// Files as byte sources.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ByteSource } from '../byte-source.js';

/**
 * A file to read from.
 *
 * @param path  a regular file
 * @returns  a source that reads the file in chunks
 * @throws Error  ENOENT and the like from the operating system, or if it is no regular file
 * @example
 * const labels = await readIdx(await fileSource('t10k-labels-idx1-ubyte.gz'), { rank: 1 });
 */
export async function fileSource(path: string): Promise<ByteSource> {
  const status = await stat(path);
  if (!status.isFile()) throw new Error(`fileSource: path must be a regular file, got ${path}.`);
  return { name: path, size: status.size, open: () => createReadStream(path) };
}
