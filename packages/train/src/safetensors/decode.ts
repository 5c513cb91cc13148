// Reads safetensors files that are in memory.
import { FileFormatError } from '@evenkeel/data';
import { crc32 } from './crc32.js';
import { checksumPosition, hex8 } from './encode.js';
import {
  checksumKey,
  emptyChecksum,
  kinds,
  prefixLength,
  type SafeArray,
  type SafeFile,
  type SafeTensor,
} from './format.js';
import { headerLength, op, parseHeader, type HeaderEntry } from './header.js';

/**
 * Reads the bytes of a safetensors file: F32, F64, I32, I64 and U8.
 *
 * @param bytes  the whole file
 * @param file  what errors call it
 * @returns  copies of the tensors, and the metadata
 * @throws FileFormatError  a header that is no JSON, too long or not true to the file; tensors that overlap or
 *   leave holes; NaN or infinity; a checksum of ours that differs; with file, offset, rule and value
 * @example
 * const bytes = encodeSafetensors(captureWeights(sequential(linear(784, 100))));
 * const { tensors } = decodeSafetensors(bytes, 'model.safetensors');
 * tensors.get('0.weight')?.shape; // [784, 100]
 */
export function decodeSafetensors(bytes: Uint8Array, file: string): SafeFile {
  const site = { file, size: bytes.length };
  const length = headerLength(bytes.subarray(0, prefixLength), site);
  const headerBytes = bytes.subarray(prefixLength, prefixLength + length);
  const header = parseHeader(headerBytes, site);
  if (Object.hasOwn(header.metadata, checksumKey)) checkChecksum(bytes, headerBytes, file);
  const tensors = new Map<string, SafeTensor>();
  for (const entry of header.entries) {
    const start = header.dataStart + entry.begin;
    const data = kinds[entry.dtype].over(bytes.slice(start, header.dataStart + entry.end).buffer);
    checkFinite(data, entry, { file, start });
    tensors.set(entry.name, { shape: entry.shape, data });
  }
  return { tensors, metadata: header.metadata };
}

/** The checksum covers every byte of the file but its own digits, which count as zeros. */
function checkChecksum(bytes: Uint8Array, header: Uint8Array, file: string): void {
  const position = checksumPosition(header);
  // Another program has written the header anew: the checksum is no longer its own.
  if (position < 0) return;
  const at = prefixLength + position;
  const digits = new TextDecoder().decode(bytes.subarray(at, at + emptyChecksum.length));
  let value = crc32(bytes.subarray(0, at));
  value = crc32(new TextEncoder().encode(emptyChecksum), value);
  value = crc32(bytes.subarray(at + emptyChecksum.length), value);
  if (hex8(value) !== digits) {
    throw new FileFormatError({
      op,
      file,
      offset: at,
      rule: `have the checksum ${hex8(value)} of its content`,
      received: digits,
      hint: 'It was damaged after it had been written.',
    });
  }
}

function checkFinite(
  data: SafeArray,
  { name }: HeaderEntry,
  { file, start }: { file: string; start: number },
): void {
  if (!(data instanceof Float32Array || data instanceof Float64Array)) return;
  for (let i = 0; i < data.length; i += 1) {
    if (Number.isFinite(data[i])) continue;
    throw new FileFormatError({
      op,
      file,
      offset: start + i * data.BYTES_PER_ELEMENT,
      rule: `hold finite numbers in tensor "${name}"`,
      received: String(data[i]),
    });
  }
}
