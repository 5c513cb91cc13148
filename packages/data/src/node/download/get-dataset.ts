// Gets the files of a data set: from where they are, over the network, out of archives.
import { rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { CatalogDownload, CatalogRow } from '../../catalog/rows.js';
import { knownRow } from '../load-dataset.js';
import { defaultDirectory, holdsFiles } from '../places.js';
import { bytesText, DownloadError } from './download-error.js';
import type { DownloadEvent, Tell } from './events.js';
import { fetchFile } from './fetch-file.js';
import { DirectoryTurn } from './directory-turn.js';
import { Members } from './members.js';
import { unpackTar } from './unpack-tar.js';
import { unpackZip } from './unpack-zip.js';
import { brokenRule, sizeOf } from './verify.js';

export interface GetDatasetOptions {
  /** Where data sets are kept, each in a folder of its own; EVENKEEL_DATA, else `data`, unless given. */
  readonly directory?: string;
  /** Address of a directory that holds the files, to ask in place of the catalogue's addresses: a mirror. */
  readonly from?: string;
  /** Milliseconds without a byte after which a connection counts as broken; 30,000 unless given. */
  readonly stall?: number;
  readonly onEvent?: (event: DownloadEvent) => void;
  /** Stops; what has come stays, and the next call goes on from there. */
  readonly signal?: AbortSignal;
}

/**
 * Downloads a known data set, or one of a row of your own.
 *
 * What is there already is kept. A download goes on where an earlier one was interrupted, gets its name only when its length
 * and SHA-256 are those of the catalogue, and is removed if they are not. Out of archives come the members that the catalogue
 * names and nothing else; one with a path that leads out of its folder, a link in place of a member, or more bytes than the
 * set can have is refused. `loadDataset` finds the files then.
 *
 * Of several calls at once for the same directory, of other processes too, one downloads, and holds a lock (`run.lock`) there
 * until it is done or gone; the others wait for it and take what it has brought.
 *
 * @param set  a name such as `cifar10`, or a row like those of `catalog`
 * @param options  directory = EVENKEEL_DATA or `data`; from = the catalogue's addresses; stall = 30,000; onEvent; signal
 * @returns  the directory that the files are in
 * @throws RangeError  no data set has that name, or `from` is no address
 * @throws DownloadError  no address gives the file, or an archive is refused; the message says where to put the file by hand
 * @throws Error  what the file system refuses, with its `code` and `path`; or the reason of the signal
 * @example
 * const { directory } = await getDataset('mnist', { directory: '/data' }); // '/data/mnist'
 */
export async function getDataset(
  set: string | CatalogRow,
  options: GetDatasetOptions = {},
): Promise<{ readonly directory: string }> {
  const row = typeof set === 'string' ? knownRow('getDataset', set) : set;
  const directory = resolve(options.directory ?? defaultDirectory(), row.folder);
  const tell = options.onEvent ?? (() => undefined);
  const signal = options.signal ?? new AbortController().signal;
  await using turn = new DirectoryTurn({ directory, tell, signal });
  const getting = {
    row,
    directory,
    tell,
    signal,
    turn,
    stall: options.stall ?? 30_000,
  };
  for (const [i, download] of row.downloads.entries()) {
    const byHand = instructions(row.downloads.slice(i), directory);
    await getOne(mirrored(download, options.from), { ...getting, byHand });
  }
  return { directory };
}

interface Getting {
  readonly row: CatalogRow;
  readonly directory: string;
  readonly tell: Tell;
  readonly signal: AbortSignal;
  /** For what writes. */
  readonly turn: DirectoryTurn;
  readonly stall: number;
  /** What somebody without a network can do. */
  readonly byHand: string;
}

function instructions(missing: readonly CatalogDownload[], directory: string): string {
  const files = missing.map(({ file, bytes, sha256 }) => {
    const sum = sha256 === null ? '' : `, SHA-256 ${sha256}`;
    return `${file} (${bytesText(bytes)}${sum})`;
  });
  return `Without a network put into ${directory}: ${files.join(', ')}; then run the same command again.`;
}

function mirrored(download: CatalogDownload, from: string | undefined): CatalogDownload {
  if (from === undefined) return download;
  if (!/^https?:\/\/./.test(from) || !URL.canParse(from)) {
    throw new RangeError(
      `getDataset: from must be an address that starts with http:// or https://, got ${JSON.stringify(from)}.`,
    );
  }
  const base = from.endsWith('/') ? from : `${from}/`;
  return { ...download, addresses: [new URL(download.file, base).href] };
}

async function getOne(download: CatalogDownload, getting: Getting): Promise<void> {
  const { directory, tell, turn } = getting;
  const { file, archive } = download;
  // What is there needs no turn, in a directory that is read-only neither.
  if ((await isGot(download, getting)) || (await turn.take(file), await isGot(download, getting))) {
    tell({ kind: 'there', file });
    return;
  }
  const path = join(directory, file);
  const part = `${path}.part`;
  const state = await stateOf(path, download, getting);
  if (state === 'there') {
    tell({ kind: 'there', file });
    await unpack(path, download, getting);
    return;
  }
  if (state !== 'missing') tell({ kind: 'damaged', file, reason: state.reason });
  await fetchFile({ ...getting, download, part });
  if (archive === undefined) {
    await rename(part, path);
    return;
  }
  try {
    await unpack(part, download, getting);
  } catch (error) {
    // It is the very file that the catalogue means, or came without a checksum: it would be refused again. If the disk is
    // full, it is good for another try.
    if (error instanceof DownloadError) await rm(part);
    throw error;
  }
  await rm(part);
}

/** Whether nothing is left to do for a download. */
async function isGot(download: CatalogDownload, getting: Getting): Promise<boolean> {
  const { row, directory } = getting;
  if (download.archive !== undefined) return holdsFiles(directory, row);
  return (await stateOf(join(directory, download.file), download, getting)) === 'there';
}

/** What is to be said of the file itself, put there by hand or by an earlier call. */
type FileState = 'there' | 'missing' | { readonly reason: string };

async function stateOf(
  path: string,
  download: CatalogDownload,
  { byHand }: Getting,
): Promise<FileState> {
  if ((await sizeOf(path)) === null) {
    // Unpacked by hand: of such files no checksum is known.
    const unpacked = path.endsWith('.gz') && (await sizeOf(path.slice(0, -'.gz'.length))) !== null;
    return unpacked ? 'there' : 'missing';
  }
  const broken = await brokenRule(path, download);
  if (broken === null) return 'there';
  if (download.archive !== undefined) {
    const hint = `Take it away, or replace it. ${byHand}`;
    throw new DownloadError({ file: path, ...broken, hint });
  }
  return { reason: `it must ${broken.rule}, got ${broken.received}` };
}

async function unpack(
  path: string,
  { file, archive: rules }: CatalogDownload,
  { directory, tell }: Getting,
): Promise<void> {
  if (rules === undefined) return;
  const members = new Members(file, { rules, directory, tell });
  try {
    await (rules.format === 'zip' ? unpackZip : unpackTar)(path, members);
    await members.finish();
  } catch (error) {
    await members.discard();
    throw error;
  }
}
