// The safetensors format: 8 bytes header length (little-endian), a JSON header, then the tensors' bytes.
// What both reader and writer must know of it.

/** What a tensor of a file holds. */
export type SafeArray = Float32Array | Float64Array | Int32Array | Uint8Array | BigInt64Array;

export interface SafeTensor {
  readonly shape: readonly number[];
  /** Elements in row-major order. */
  readonly data: SafeArray;
}

/** The content of a safetensors file. */
export interface SafeFile {
  readonly tensors: ReadonlyMap<string, SafeTensor>;
  /** Free text by key. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** Element types read and written; others of the format (F16, BF16, …) have no typed array. */
export type SafeDType = 'F32' | 'F64' | 'I32' | 'U8' | 'I64';

interface Kind {
  readonly bytes: number;
  /** Views a buffer of its own. */
  readonly over: (buffer: ArrayBuffer) => SafeArray;
}

export const kinds: Readonly<Record<SafeDType, Kind>> = {
  F64: { bytes: 8, over: (buffer) => new Float64Array(buffer) },
  I64: { bytes: 8, over: (buffer) => new BigInt64Array(buffer) },
  F32: { bytes: 4, over: (buffer) => new Float32Array(buffer) },
  I32: { bytes: 4, over: (buffer) => new Int32Array(buffer) },
  U8: { bytes: 1, over: (buffer) => new Uint8Array(buffer) },
};

/** The name of an array's element type. */
export function dtypeOf(data: SafeArray): SafeDType {
  if (data instanceof Float32Array) return 'F32';
  if (data instanceof Float64Array) return 'F64';
  if (data instanceof Int32Array) return 'I32';
  return data instanceof BigInt64Array ? 'I64' : 'U8';
}

/** Bytes before the header: its length. */
export const prefixLength = 8;

/** Longest header that is read: room for some 100,000 tensors. */
export const largestHeader = 1 << 24;

/** Key of the metadata that holds the checksum of the whole file, computed with eight zeros in its place. */
export const checksumKey = 'evenkeel.crc32';
export const emptyChecksum = '00000000';
