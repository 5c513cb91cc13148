// Writes safetensors files.
import { crc32 } from './crc32.js';
import {
  checksumKey,
  dtypeOf,
  emptyChecksum,
  prefixLength,
  type SafeFile,
  type SafeTensor,
} from './format.js';

/**
 * The bytes of a safetensors file, with a checksum in its metadata (`evenkeel.crc32`).
 *
 * Tensors stand in order of their element size, so that each is aligned to it; among equals in the order given.
 *
 * @param content  tensors by name; metadata, strings by key
 * @returns  the whole file
 * @throws RangeError  a tensor whose shape does not fit its elements, that holds NaN or infinities, or that is named `__metadata__`
 * @see https://github.com/huggingface/safetensors for the format
 * @example
 * const tensors = new Map([['weight', { shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) }]]);
 * const bytes = encodeSafetensors({ tensors, metadata: { made: 'by hand' } });
 * decodeSafetensors(bytes, 'memory').metadata['made']; // 'by hand'
 */
export function encodeSafetensors(content: SafeFile): Uint8Array<ArrayBuffer> {
  const entries = [...content.tensors];
  for (const [name, tensor] of entries) checkTensor(name, tensor);
  entries.sort(([, a], [, b]) => b.data.BYTES_PER_ELEMENT - a.data.BYTES_PER_ELEMENT);

  const header = encodeHeader(entries, content.metadata);
  const dataStart = prefixLength + header.length;
  const last = entries.reduce((sum, [, { data }]) => sum + data.byteLength, 0);
  const file = new Uint8Array(dataStart + last);
  new DataView(file.buffer).setBigUint64(0, BigInt(header.length), true);
  file.set(header, prefixLength);
  let at = dataStart;
  for (const [, { data }] of entries) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  file.set(new TextEncoder().encode(hex8(crc32(file))), prefixLength + checksumPosition(header));
  return file;
}

/** Eight hexadecimal digits. */
export function hex8(value: number): string {
  return value.toString(16).padStart(8, '0');
}

const marker = new TextEncoder().encode(`"${checksumKey}":"`);

/**
 * Where the eight digits of the checksum stand in a header, or -1. No name or text can be taken for it, as
 * quotes inside of strings are escaped.
 */
export function checksumPosition(header: Uint8Array): number {
  for (let start = 0; start + marker.length + emptyChecksum.length <= header.length; start += 1) {
    if (marker.every((byte, i) => header[start + i] === byte)) return start + marker.length;
  }
  return -1;
}

function encodeHeader(
  entries: readonly (readonly [string, SafeTensor])[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  const header: [string, unknown][] = [
    ['__metadata__', { ...metadata, [checksumKey]: emptyChecksum }],
  ];
  let begin = 0;
  for (const [name, { shape, data }] of entries) {
    const end = begin + data.byteLength;
    header.push([name, { dtype: dtypeOf(data), shape, data_offsets: [begin, end] }]);
    begin = end;
  }
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(header)));
  const padded = new Uint8Array(Math.ceil(json.length / 8) * 8).fill(0x20);
  padded.set(json);
  return padded;
}

function checkTensor(name: string, { shape, data }: SafeTensor): void {
  if (name === '__metadata__') {
    throw new RangeError(
      'encodeSafetensors: name must be another than the format keeps for itself, got "__metadata__".',
    );
  }
  const size = shape.reduce((product, length) => product * length, 1);
  if (size !== data.length) {
    throw new RangeError(
      `encodeSafetensors: data of "${name}" must have ${size} elements for [${shape.join(', ')}], got ${data.length}.`,
    );
  }
  checkFinite(name, data);
}

/** What is not read back is not written either: a good file would be gone for it. */
function checkFinite(name: string, data: SafeTensor['data']): void {
  if (!(data instanceof Float32Array || data instanceof Float64Array)) return;
  for (let i = 0; i < data.length; i += 1) {
    if (Number.isFinite(data[i])) continue;
    throw new RangeError(
      `encodeSafetensors: data of "${name}" must be finite, as reading refuses other numbers, got ${data[i]} at element ${i}.`,
    );
  }
}
