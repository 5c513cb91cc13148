// Safetensors files on disk.
import type { FileHandle } from 'node:fs/promises';
import { withFile } from '@evenkeel/data/node';
import { decodeSafetensors } from '../safetensors/decode.js';
import { encodeSafetensors } from '../safetensors/encode.js';
import { prefixLength, type SafeFile } from '../safetensors/format.js';
import { headerLength, parseHeader } from '../safetensors/header.js';
import { writeFileWhole } from './write-file.js';

/**
 * Writes a safetensors file, whole or not at all (`writeFileWhole`), with a checksum in its metadata.
 *
 * @param path  the file; one that is there is replaced
 * @param content  tensors by name; metadata, strings by key
 * @throws FileWriteError  with the code of the operating system (ENOSPC, EACCES, …); the file that was there is left as it was
 * @example
 * await writeSafetensors('w.safetensors', { tensors: new Map(), metadata: { made: 'by hand' } });
 */
export async function writeSafetensors(path: string, content: SafeFile): Promise<void> {
  await writeFileWhole(path, encodeSafetensors(content));
}

/**
 * Reads a safetensors file. Its header is checked against the size of the file before the rest is read.
 *
 * @param path  the file
 * @returns  tensors by name, and metadata
 * @throws FileFormatError  as `decodeSafetensors`
 * @throws FileReadError  it is not there, no regular file, or not to be read
 * @example
 * const { tensors, metadata } = await readSafetensors('model.safetensors');
 */
export async function readSafetensors(path: string): Promise<SafeFile> {
  return (await readWithBytes(path)).content;
}

/** The same, and the bytes of the file for whoever knows more of them. */
export async function readWithBytes(
  path: string,
): Promise<{ readonly content: SafeFile; readonly bytes: Uint8Array }> {
  return withFile({ op: 'readSafetensors', argument: 'path', path }, async (file) => {
    const { size } = await file.stat();
    const site = { file: path, size };
    const prefix = await readStart(file, Math.min(size, prefixLength));
    const dataStart = prefixLength + headerLength(prefix, site);
    parseHeader((await readStart(file, dataStart)).subarray(prefixLength), site);
    const bytes = await readStart(file, size);
    return { content: decodeSafetensors(bytes, path), bytes };
  });
}

/** The first bytes of a file; fewer if it has become shorter meanwhile. */
async function readStart(file: FileHandle, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(
      bytes,
      filled,
      Math.min(length - filled, 2 ** 30),
      filled,
    );
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}
