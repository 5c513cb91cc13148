// evenkeel data: which sets there are, and getting one.
import { findDataset, getDataset, type DownloadEvent } from '@evenkeel/data/node';
import { catalog, catalogRow, type CatalogRow } from 'evenkeel';
import { exitCode, UsageError } from '../errors.js';
import { listenForInterrupt } from '../interrupt.js';
import { shapeText } from '../models/spec.js';
import { megabytes } from '../terminal/bytes.js';
import { DownloadReporter } from '../terminal/download-reporter.js';

export interface DataListOptions {
  readonly json: boolean;
}

export interface DataGetOptions {
  /** Directory of data sets. */
  readonly to?: string;
  /** Address of a mirror. */
  readonly from?: string;
}

/** Prints the known sets, and where each of them is. */
export function listData({ json }: DataListOptions): void {
  const sets = catalog.map((row) => ({ row, directory: findDataset(row.name).directory }));
  if (json) {
    const plain = sets.map(({ row, directory }) => ({ ...describe(row), directory }));
    process.stdout.write(`${JSON.stringify(plain)}\n`);
    return;
  }
  const lines = sets.map(({ row, directory }) => [
    row.name,
    `${row.counts.train.toLocaleString('en-US')} + ${row.counts.test.toLocaleString('en-US')}`,
    shapeText(row.shape),
    `${row.classes} classes`,
    directory === null ? `${megabytes(bytesOf(row))} to get` : `in ${directory}`,
  ]);
  const widths = lines[0]!.map((_, column) =>
    Math.max(...lines.map((line) => line[column]!.length)),
  );
  for (const line of lines) {
    const cells = line.map((cell, column) =>
      column === 1 ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
    );
    process.stdout.write(`${cells.join('  ').trimEnd()}\n`);
  }
  process.stdout.write('Get one: evenkeel data get NAME\n');
}

const bytesOf = ({ downloads }: CatalogRow): number =>
  downloads.reduce((sum, { bytes }) => sum + bytes, 0);

function describe(row: CatalogRow): object {
  const { name, title, shape, classes, counts, licence, cite } = row;
  return { name, title, shape, classes, counts, bytes: bytesOf(row), licence, cite };
}

/** Downloads a set; stopped, it keeps what has come. */
export async function getData(name: string, { to, from }: DataGetOptions): Promise<void> {
  const row = catalogRow(name);
  if (row === null) {
    const names = catalog.map((known) => known.name).join(', ');
    throw new UsageError(`NAME must be one of ${names}, got ${JSON.stringify(name)}.`);
  }
  const reporter = new DownloadReporter(process.stderr);
  const interrupt = listenForInterrupt(() => reporter.end());
  try {
    const { directory } = await getDataset(row, {
      ...(to === undefined ? {} : { directory: to }),
      ...(from === undefined ? {} : { from }),
      signal: interrupt.signal,
      onEvent: (event: DownloadEvent) => reporter.show(event),
    });
    reporter.end();
    process.stdout.write(`${row.title}: in ${directory}\n`);
    process.stdout.write(`Licence: ${row.licence}. Cite ${row.cite}.\n`);
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    process.stderr.write('Stopped. The same command goes on from here.\n');
    process.exitCode = exitCode.interrupted;
  } finally {
    reporter.end();
    interrupt.release();
  }
}
