// The IDX format of MNIST: 00 00 TYPE RANK, then RANK big-endian 32-bit lengths, then the elements.
// Unsigned bytes only, which is what every IDX image and label file holds.
import type { ByteSource } from '../byte-source.js';
import { FileFormatError } from '../file-error.js';
import { ChunkCursor } from '../bytes/cursor.js';
import { largestRatio, unpack } from '../bytes/gunzip.js';

const op = 'readIdx';
const unsignedByte = 8;

/** The content of an IDX file of unsigned bytes. */
export interface IdxArray {
  /** Lengths of the axes, outermost first. */
  readonly shape: readonly number[];
  /** Elements in row-major order. */
  readonly data: Uint8Array;
}

export interface ReadIdxOptions {
  /** Axes that the file must have: 1 for labels, 3 for grey images. */
  readonly rank: number;
  /** Largest content taken, in bytes; 2^31 unless given. */
  readonly maxBytes?: number;
}

/**
 * Reads an IDX file, packed by gzip or not.
 *
 * Nothing is allocated before the header is known to be right and possible for a file of that size,
 * and unpacking stops at the first byte beyond what the header claims.
 *
 * @param source  `bytesSource(name, bytes)`, or `fileSource(path)` of `@evenkeel/data/node`
 * @param options  rank: axes expected; maxBytes = 2^31
 * @returns  shape and bytes
 * @throws FileFormatError  wrong magic, type or rank; a claim that the file cannot hold; truncated,
 *   damaged or longer content; with file, offset, rule and value
 * @example
 * const bytes = new Uint8Array([0, 0, 8, 1, 0, 0, 0, 2, 7, 3]);
 * const labels = await readIdx(bytesSource('labels', bytes), { rank: 1 });
 * labels.shape; // [2]
 * labels.data; // [7, 3]
 */
export async function readIdx(source: ByteSource, options: ReadIdxOptions): Promise<IdxArray> {
  const { packed, chunks } = await unpack(source, op);
  const cursor = new ChunkCursor(chunks);
  try {
    const shape = await readHeader(cursor, source.name, options.rank);
    const claimed = shape.reduce((product, length) => product * length, 1);
    checkClaim(source, {
      claimed,
      packed,
      headerLength: cursor.offset,
      maxBytes: options.maxBytes ?? 2 ** 31,
    });
    const data = new Uint8Array(claimed);
    await readBody(cursor, source.name, data);
    return { shape, data };
  } finally {
    await cursor.close();
  }
}

async function readHeader(cursor: ChunkCursor, file: string, rank: number): Promise<number[]> {
  const header = new Uint8Array(4 + 4 * rank);
  const magic = header.subarray(0, 4);
  const expected = [0, 0, unsignedByte, rank];
  if ((await cursor.fill(magic)) < 4 || expected.some((byte, i) => byte !== magic[i])) {
    throw new FileFormatError({
      op,
      file,
      offset: 0,
      rule: `start with ${hex(expected)} (unsigned bytes, ${rank} ${rank === 1 ? 'axis' : 'axes'})`,
      received: cursor.offset === 0 ? 'an empty file' : hex([...magic.subarray(0, cursor.offset)]),
      hint: 'Images and labels may have been exchanged, or this is no IDX file.',
    });
  }
  if ((await cursor.fill(header.subarray(4))) < 4 * rank) {
    throw truncated(file, { offset: cursor.offset, wanted: header.length });
  }
  const view = new DataView(header.buffer);
  return Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
}

interface Claim {
  readonly claimed: number;
  readonly packed: boolean;
  readonly headerLength: number;
  readonly maxBytes: number;
}

/** Refuses what the file cannot hold, before anything is allocated for it. */
function checkClaim(source: ByteSource, { claimed, packed, headerLength, maxBytes }: Claim): void {
  const room = packed ? source.size * largestRatio : source.size - headerLength;
  const largest = Math.min(room, maxBytes);
  if (claimed > largest) {
    throw new FileFormatError({
      op,
      file: source.name,
      offset: 4,
      rule: `claim at most ${largest} bytes of content, ${
        room <= maxBytes
          ? `as it has ${source.size} bytes${packed ? ' packed' : ''}`
          : 'the limit set by maxBytes'
      }`,
      received: `a claim of ${claimed} bytes`,
    });
  }
}

async function readBody(cursor: ChunkCursor, file: string, data: Uint8Array): Promise<void> {
  const wanted = cursor.offset + data.length;
  if ((await cursor.fill(data)) < data.length) {
    throw truncated(file, { offset: cursor.offset, wanted });
  }
  if ((await cursor.fill(new Uint8Array(1))) > 0) {
    throw new FileFormatError({
      op,
      file,
      offset: wanted,
      rule: `end after ${wanted} bytes, as its header claims`,
      received: 'more content',
    });
  }
}

function truncated(
  file: string,
  { offset, wanted }: { offset: number; wanted: number },
): FileFormatError {
  return new FileFormatError({
    op,
    file,
    offset,
    rule: `have ${wanted} bytes, as its header claims`,
    received: 'the end',
    hint: 'It is truncated: get it again.',
  });
}

function hex(bytes: readonly number[]): string {
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
