// The rows of a CSV file, one after the other.
import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { ByteSource } from '../../byte-source.js';
import { unpack } from '../../bytes/gunzip.js';
import { FileFormatError } from '../../file-error.js';

export interface CsvFormat {
  /** Between two values; a comma unless given. */
  readonly delimiter?: string;
  /** Lines that start with it are left out; none unless given. */
  readonly comment?: string;
}

export interface CsvRow {
  readonly values: readonly string[];
  /** From 1 on, in the unpacked file. */
  readonly line: number;
  /** Byte that the row ends at. */
  readonly end: number;
}

/** Quotes, line ends of any kind, a byte order mark and gzip are dealt with; empty lines are left out. */
export async function* csvRows(
  source: ByteSource,
  { delimiter = ',', comment }: CsvFormat,
): AsyncGenerator<CsvRow, void, undefined> {
  const { chunks } = await unpack(source, 'csvSource');
  const parser = parse({
    bom: true, trim: true, info: true, skip_empty_lines: true, relax_column_count: true, delimiter,
    ...(comment === undefined ? {} : { comment }),
  }); // prettier-ignore
  const rows = pipeline(Readable.from(chunks), parser, () => undefined) as AsyncIterable<Parsed>;
  try {
    for await (const { record, info } of rows) {
      yield { values: record, line: info.lines, end: info.bytes };
    }
  } catch (error) {
    throw error instanceof CsvError ? refusal(source.name, error) : error;
  } finally {
    parser.destroy();
    // Closes the file now; the end of the streams would do so some time later.
    await chunks.return();
  }
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number; readonly bytes: number };
}

function refusal(file: string, error: CsvError): FileFormatError {
  const { bytes = 0 } = error as unknown as { readonly bytes?: number };
  const received = JSON.stringify(error.message);
  return new FileFormatError({ op: 'csvSource', file, offset: bytes, rule: 'be CSV', received });
}
