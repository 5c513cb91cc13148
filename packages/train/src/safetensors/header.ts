// Reads and checks the header of a safetensors file, before anything of its size is allocated.
import { FileFormatError } from '@evenkeel/data';
import { kinds, largestHeader, prefixLength, type SafeDType } from './format.js';

export const op = 'readSafetensors';

/** One tensor as the header describes it; offsets count from the first byte after the header. */
export interface HeaderEntry {
  readonly name: string;
  readonly dtype: SafeDType;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

export interface Header {
  readonly entries: readonly HeaderEntry[];
  readonly metadata: Readonly<Record<string, string>>;
  /** Byte of the file where the tensors start. */
  readonly dataStart: number;
}

/** The file that a header belongs to. */
export interface HeaderSite {
  readonly file: string;
  /** Bytes of the whole file. */
  readonly size: number;
}

/** Length of the header, from the first 8 bytes. */
export function headerLength(prefix: Uint8Array, { file, size }: HeaderSite): number {
  const refuse = refuser(file);
  if (prefix.length < prefixLength) {
    throw refuse(prefix.length, `have at least ${prefixLength} bytes`, 'the end');
  }
  const length = new DataView(prefix.buffer, prefix.byteOffset).getBigUint64(0, true);
  const largest = Math.min(largestHeader, size - prefixLength);
  if (length > BigInt(largest)) {
    throw refuse(0, `claim a header of at most ${largest} bytes`, String(length));
  }
  return Number(length);
}

/**
 * Checks a header against its file.
 *
 * @param bytes  the header alone
 * @throws FileFormatError  no JSON object, unknown dtype, bad shape or offsets, overlaps, holes, a size that
 *   is not the file's
 */
export function parseHeader(bytes: Uint8Array, site: HeaderSite): Header {
  const refuse = refuser(site.file);
  const dataStart = prefixLength + bytes.length;
  const entries: HeaderEntry[] = [];
  let metadata: Record<string, string> = {};
  for (const [name, value] of Object.entries(parseJson(bytes, site.file))) {
    if (name === '__metadata__') metadata = checkMetadata(value, site.file);
    else entries.push(checkEntry(name, value, site.file));
  }
  const sorted = entries.toSorted((a, b) => a.begin - b.begin || a.end - b.end);
  let next = 0;
  for (const { name, begin, end } of sorted) {
    if (begin !== next) {
      const rule = `hold tensor "${name}" right behind the one before it, from ${next}`;
      throw refuse(dataStart + next, rule, `data_offsets [${begin}, ${end}]`);
    }
    next = end;
  }
  if (dataStart + next !== site.size) {
    throw refuse(
      Math.min(dataStart + next, site.size),
      `have ${dataStart + next} bytes, as its header claims`,
      `${site.size} bytes`,
    );
  }
  return { entries, metadata, dataStart };
}

function parseJson(bytes: Uint8Array, file: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    const received = `"${error instanceof Error ? error.message : String(error)}"`;
    throw refuser(file)(prefixLength, 'have a header of JSON', received);
  }
  if (!isRecord(value)) {
    throw refuser(file)(prefixLength, 'have a JSON object as header', describe(value));
  }
  return value;
}

function checkMetadata(value: unknown, file: string): Record<string, string> {
  if (!isRecord(value) || Object.values(value).some((text) => typeof text !== 'string')) {
    throw refuser(file)(prefixLength, 'have strings alone in __metadata__', describe(value));
  }
  return value as Record<string, string>;
}

function checkEntry(name: string, value: unknown, file: string): HeaderEntry {
  const refuse = refuser(file);
  const { dtype, shape, data_offsets: offsets } = isRecord(value) ? value : {};
  if (typeof dtype !== 'string' || !Object.hasOwn(kinds, dtype)) {
    throw refuse(
      prefixLength,
      `give tensor "${name}" one of the dtypes ${Object.keys(kinds).join(', ')}`,
      describe(dtype),
    );
  }
  if (!isWholeList(shape)) {
    throw refuse(prefixLength, `give tensor "${name}" a shape of whole numbers`, describe(shape));
  }
  if (!isWholeList(offsets) || offsets.length !== 2) {
    throw refuse(
      prefixLength,
      `give tensor "${name}" data_offsets [begin, end]`,
      describe(offsets),
    );
  }
  const [begin, end] = offsets as [number, number];
  const bytes = shape.reduce(
    (product, length) => product * length,
    kinds[dtype as SafeDType].bytes,
  );
  if (end - begin !== bytes) {
    throw refuse(
      prefixLength,
      `give tensor "${name}" ${bytes} bytes for ${dtype} ${describe(shape)}`,
      `data_offsets ${describe(offsets)}`,
    );
  }
  return { name, dtype: dtype as SafeDType, shape, begin, end };
}

function refuser(file: string) {
  return (offset: number, rule: string, received: string): FileFormatError =>
    new FileFormatError({ op, file, offset, rule, received });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isWholeList(value: unknown): value is number[] {
  return (
    Array.isArray(value) &&
    value.every((item) => Number.isSafeInteger(item) && (item as number) >= 0)
  );
}

/** JSON of a value, cut to a length that fits a message. */
function describe(value: unknown): string {
  const text = JSON.stringify(value) ?? 'none';
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
