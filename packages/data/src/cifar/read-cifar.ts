// The binary layout of CIFAR-10 and CIFAR-100: records of label bytes, then the planes R, G, B of 32 x 32 bytes.
// No header: the length of the file is all that says how many records there are.
import type { ByteSource } from '../byte-source.js';
import { ChunkCursor } from '../bytes/cursor.js';
import { unpack } from '../bytes/gunzip.js';
import type { Dataset } from '../dataset.js';
import { FileFormatError } from '../file-error.js';

const op = 'readCifar';
const side = 32;
const plane = side * side;
const pixels = 3 * plane;

export interface ReadCifarOptions {
  /** Which of the two sets: CIFAR-10 has one label byte a record, CIFAR-100 a coarse and a fine one. */
  readonly layout: 'cifar10' | 'cifar100';
  /** Of CIFAR-100: the 100 classes, or the 20 groups that they form; `fine` unless given. */
  readonly labels?: 'fine' | 'coarse';
  /** What the data set is called; that of the layout unless given. */
  readonly name?: string;
  /** Most images taken from all files together; 60,000 unless given. */
  readonly maxRecords?: number;
}

/** Where the label stands in a record, how long the record is, and how many classes there are. */
interface Layout {
  readonly labelBytes: number;
  readonly labelAt: number;
  readonly classes: number;
  readonly maxRecords: number;
}

interface Records {
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

/**
 * Reads files of CIFAR-10 or CIFAR-100 in their binary layout, packed by gzip or not, in the order given.
 *
 * Pixels are turned from planes [3, 32, 32] to [32, 32, 3]. Memory grows with what was read, never with what a file
 * claims, and reading stops at `maxRecords`.
 *
 * @param sources  one file or several, such as the five training batches
 * @param options  layout; labels = 'fine'; name = layout; maxRecords = 60,000
 * @returns  a data set of shape [32, 32, 3]
 * @throws FileFormatError  no whole number of records, a label out of range, more than maxRecords, damaged gzip; with
 *   file, offset, rule and value
 * @see Krizhevsky 2009, "Learning multiple layers of features from tiny images"
 * @example
 * const record = new Uint8Array(1 + 3072).fill(7);
 * const set = await readCifar(bytesSource('one.bin', record), { layout: 'cifar10' });
 * set.shape; // [32, 32, 3]
 * set.labels; // [7]
 */
export async function readCifar(
  sources: ByteSource | readonly ByteSource[],
  options: ReadCifarOptions,
): Promise<Dataset> {
  const layout = layoutOf(options);
  const parts: Records[] = [];
  let count = 0;
  for (const source of 'open' in sources ? [sources] : sources) {
    for await (const part of recordsOf(source, layout, count)) {
      parts.push(part);
      count += part.labels.length;
    }
  }
  return {
    name: options.name ?? options.layout,
    ...joined(parts, count),
    count,
    shape: [side, side, 3],
    classes: layout.classes,
  };
}

function layoutOf({ layout, labels = 'fine', maxRecords = 60_000 }: ReadCifarOptions): Layout {
  if (layout === 'cifar10') return { labelBytes: 1, labelAt: 0, classes: 10, maxRecords };
  const coarse = labels === 'coarse';
  return { labelBytes: 2, labelAt: coarse ? 0 : 1, classes: coarse ? 20 : 100, maxRecords };
}

/** Records a part: enough to keep the overhead small, few enough to cost no memory to speak of. */
const partLength = 500;

/** The records of one file, some hundred at a time; `before` were read from others. */
async function* recordsOf(
  source: ByteSource,
  layout: Layout,
  before: number,
): AsyncGenerator<Records, void, undefined> {
  const length = layout.labelBytes + pixels;
  const { packed, chunks } = await unpack(source, op);
  if (!packed && source.size % length !== 0) throw ragged(source, length, source.size);
  const cursor = new ChunkCursor(chunks);
  const raw = new Uint8Array(partLength * length);
  try {
    for (let count = before; ; count += partLength) {
      const start = cursor.offset;
      const filled = await cursor.fill(raw);
      if (filled % length !== 0) throw ragged(source, length, cursor.offset);
      if (count + filled / length > layout.maxRecords) {
        throw tooMany(source, start + (layout.maxRecords - count) * length, layout.maxRecords);
      }
      if (filled > 0) yield unravel(raw.subarray(0, filled), layout, { file: source.name, start });
      if (filled < raw.length) return;
    }
  } finally {
    await cursor.close();
  }
}

/** Takes labels out and turns planes into pixels. */
function unravel(
  raw: Uint8Array,
  { labelBytes, labelAt, classes }: Layout,
  { file, start }: { file: string; start: number },
): Records {
  const length = labelBytes + pixels;
  const count = raw.length / length;
  const images = new Uint8Array(count * pixels);
  const labels = new Uint8Array(count);
  for (let record = 0; record < count; record += 1) {
    const at = record * length;
    const label = raw[at + labelAt]!;
    if (label >= classes) {
      const rule = `hold labels from 0 to ${classes - 1}`;
      const offset = start + at + labelAt;
      throw new FileFormatError({ op, file, offset, rule, received: String(label) });
    }
    labels[record] = label;
    for (let channel = 0; channel < 3; channel += 1) {
      const from = at + labelBytes + channel * plane;
      const to = record * pixels + channel;
      for (let p = 0; p < plane; p += 1) images[to + 3 * p] = raw[from + p]!;
    }
  }
  return { images, labels };
}

function joined(parts: readonly Records[], count: number): Records {
  const images = new Uint8Array(count * pixels);
  const labels = new Uint8Array(count);
  let at = 0;
  for (const part of parts) {
    images.set(part.images, at * pixels);
    labels.set(part.labels, at);
    at += part.labels.length;
  }
  return { images, labels };
}

function ragged(source: ByteSource, length: number, end: number): FileFormatError {
  const rest = end % length;
  return new FileFormatError({
    op,
    file: source.name,
    offset: end - rest,
    rule: `be whole records of ${length} bytes`,
    received: `a last one of ${rest}`,
    hint: 'It is truncated, or of the other layout.',
  });
}

function tooMany(source: ByteSource, offset: number, maxRecords: number): FileFormatError {
  return new FileFormatError({
    op,
    file: source.name,
    offset,
    rule: `end after ${maxRecords} images, the limit set by maxRecords`,
    received: 'more content',
  });
}
