// CSV files as sources of streams: a row a sample, one column of classes.
import { createHash } from 'node:crypto';
import { ArgumentError } from '@evenkeel/tensor';
import type { ByteSource } from '../../byte-source.js';
import { FileFormatError } from '../../file-error.js';
import type { SequentialSource } from '../../stream/source.js';
import { sourceAt } from '../file-source.js';
import { csvRows, type CsvFormat, type CsvRow } from './csv-rows.js';

export interface CsvOptions extends CsvFormat {
  /** The column of the classes: its name, or its number from 0 on. */
  readonly label: string | number;
  /** Whether the first row has the names of the columns; true unless given. */
  readonly header?: boolean;
  /** Of a sample, such as [28, 28, 1]; [columns] unless given. */
  readonly shape?: readonly number[];
}

/** A source of rows; `streamLoader` takes it. */
export interface CsvSource extends SequentialSource {
  readonly classNames: readonly string[];
  /** Of the numbers of a sample, in their order: names, or numbers where there are none. */
  readonly columns: readonly string[];
}

/**
 * The rows of a CSV file, packed by gzip or not, as samples: all columns but one are numbers, that one has the class.
 *
 * The file is read once now, to count rows and find classes, and again on every pass: it need not fit into memory. Classes are numbered
 * in the order of their names, or of their numbers if they are whole numbers.
 *
 * @param file  a path, or bytes from elsewhere
 * @param options  label; header = true; shape = [columns]; delimiter = ','; comment = none
 * @returns  a source of samples
 * @throws ArgumentError  a label that is no column, or a shape of another size
 * @throws FileReadError  no file at the path, or one that cannot be read
 * @throws FileFormatError  no rows, a row of another length, or a value that is no finite number, with its line
 * @example
 * const flowers = await csvSource('iris.csv', { label: 'species' });
 * const data = streamLoader(flowers, { batch: 10, buffer: flowers.count });
 */
export async function csvSource(
  file: string | ByteSource,
  options: CsvOptions,
): Promise<CsvSource> {
  const source =
    typeof file === 'object' && file !== null
      ? file
      : await sourceAt({ op: 'csvSource', argument: 'file', path: file });
  const { columns, at, count, labels, digest } = await survey(source, options);
  const shape = options.shape ?? [columns.length];
  const size = shape.reduce((product, length) => product * length, 1);
  if (size !== columns.length) {
    refuse(
      'shape',
      `of ${columns.length} numbers, the columns besides label`,
      `[${shape.join(', ')}]`,
    );
  }
  const classNames = [...labels].toSorted(inOrder(labels));
  const numbers = new Map(classNames.map((name, number) => [name, number]));
  return {
    name: source.name,
    count,
    shape,
    classes: classNames.length,
    classNames,
    columns,
    identity: digest,
    async *open() {
      for await (const row of samplesOf(source, options)) {
        yield {
          x: numbersOf(row, { at, columns, file: source.name }),
          y: numbers.get(row.values[at]!) ?? -1,
        };
      }
    },
  };
}

interface Survey {
  readonly columns: readonly string[];
  /** The column of the classes. */
  readonly at: number;
  readonly count: number;
  readonly labels: ReadonlySet<string>;
  readonly digest: string;
}

/** One pass, that finds out what there is and refuses what cannot be learned from. */
async function survey(source: ByteSource, options: CsvOptions): Promise<Survey> {
  const hash = createHash('sha256').update(String(options.label));
  let head: readonly string[] | null = null;
  let at = -1;
  let columns: readonly string[] = [];
  let count = 0;
  const labels = new Set<string>();
  for await (const row of csvRows(source, options)) {
    if (head === null) {
      const named = options.header ?? true;
      head = named ? row.values : row.values.map((_, i) => String(i));
      at = labelColumn(head, options.label);
      columns = head.filter((_, i) => i !== at);
      if (named) continue;
    }
    numbersOf(row, { at, columns, file: source.name });
    labels.add(row.values[at]!);
    count += 1;
    hash.update(row.values.join('\n'));
  }
  if (count === 0) {
    const rule = 'have rows of numbers';
    throw new FileFormatError({
      op: 'csvSource',
      file: source.name,
      offset: 0,
      rule,
      received: 'none',
    });
  }
  return { columns, at, count, labels, digest: hash.digest('hex').slice(0, 16) };
}

async function* samplesOf(source: ByteSource, options: CsvOptions): AsyncGenerator<CsvRow> {
  let skip = options.header ?? true;
  for await (const row of csvRows(source, options)) {
    if (!skip) yield row;
    skip = false;
  }
}

function labelColumn(head: readonly string[], label: string | number): number {
  const at = typeof label === 'number' ? label : head.indexOf(label);
  if (Number.isInteger(at) && at >= 0 && at < head.length) return at;
  const known = head.length > 20 ? `${head.slice(0, 20).join(', ')}, …` : head.join(', ');
  return refuse('label', `one of the columns ${known}`, JSON.stringify(label));
}

interface Place {
  readonly at: number;
  readonly columns: readonly string[];
  readonly file: string;
}

/** The numbers of a row, in the order of `columns`. */
function numbersOf({ values, line, end }: CsvRow, { at, columns, file }: Place): Float32Array {
  const refuseRow = (rule: string, received: string): never => {
    throw new FileFormatError({
      op: 'csvSource',
      file,
      offset: end,
      rule: `${rule} in line ${line}`,
      received,
    });
  };
  if (values.length !== columns.length + 1) {
    refuseRow(`have ${columns.length + 1} values`, String(values.length));
  }
  return Float32Array.from(columns, (name, i) => {
    const text = values[i < at ? i : i + 1]!;
    const value = text === '' ? Number.NaN : Number(text);
    return Number.isFinite(value)
      ? value
      : refuseRow(`have a finite number as ${name}`, JSON.stringify(text));
  });
}

function inOrder(labels: ReadonlySet<string>): (a: string, b: string) => number {
  const whole = [...labels].every((label) => /^-?\d+$/.test(label));
  return whole ? (a, b) => Number(a) - Number(b) : (a, b) => (a < b ? -1 : 1);
}

function refuse(argument: string, expected: string, received: string): never {
  throw new ArgumentError({ op: 'csvSource', argument, expected, received });
}
