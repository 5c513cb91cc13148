// Whether a file is the one that the catalogue means.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { CatalogDownload } from '../../catalog/rows.js';
import { bytesText } from './download-error.js';

/** Bytes of a file; null if there is none. */
export async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** A rule that a file breaks, and how. */
export interface Broken {
  readonly rule: string;
  readonly received: string;
}

/** What is wrong with a file: null if length and SHA-256 are those of the catalogue, as far as it knows them. */
export async function brokenRule(
  path: string,
  { bytes, sha256 }: CatalogDownload,
): Promise<Broken | null> {
  const size = await sizeOf(path);
  if (size !== bytes) {
    const received = size === null ? 'none' : bytesText(size);
    return { rule: `have ${bytesText(bytes)}`, received };
  }
  if (sha256 === null) return null;
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  const found = hash.digest('hex');
  return found === sha256 ? null : { rule: `have the SHA-256 ${sha256}`, received: found };
}
