// A file from the first of its addresses that has it, checked before it gets its name.
import { rm, statfs } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { CatalogDownload } from '../../catalog/rows.js';
import { bytesText, DownloadError } from './download-error.js';
import type { Tell } from './events.js';
import { receive, UselessAddress } from './receive.js';
import { brokenRule, sizeOf } from './verify.js';

export interface Fetching {
  readonly download: CatalogDownload;
  /** Where it goes. What is there of an attempt before is gone on from. */
  readonly part: string;
  readonly tell: Tell;
  readonly signal: AbortSignal;
  readonly stall: number;
  /** What somebody without a network can do. */
  readonly byHand: string;
}

/** Attempts at one address that bring nothing, and attempts in all, before the next one is asked; milliseconds between them. */
const patience = { fruitless: 3, attempts: 50, pause: 500 } as const;

/**
 * Downloads a file to `part`, in a directory that is there, and checks it.
 *
 * @throws DownloadError  if no address gives it; a file that is not the right one is removed, a part of one stays
 */
export async function fetchFile(fetching: Fetching): Promise<void> {
  const { download, part } = fetching;
  // Nobody could tell whether the rest belongs to the part.
  if (download.sha256 === null) await rm(part, { force: true });
  await checkRoom(fetching);
  const reasons: string[] = [];
  for (const address of download.addresses) {
    const reason = await fromAddress(address, fetching);
    if (reason === null) return;
    reasons.push(reason);
  }
  throw new DownloadError({
    file: download.file,
    rule: `come from ${download.addresses.length === 1 ? 'its address' : 'one of its addresses'}`,
    received: reasons.join('; '),
    hint: fetching.byHand,
  });
}

/** null if the file is there, else why this address did not give it. */
async function fromAddress(address: string, fetching: Fetching): Promise<string | null> {
  const { download, part, tell } = fetching;
  try {
    await complete(address, fetching);
  } catch (error) {
    fetching.signal.throwIfAborted();
    // The disk is no fault of an address.
    if ((error as NodeJS.ErrnoException).path !== undefined) throw error;
    if (error instanceof UselessAddress) return error.message.replace(/^getDataset: |\.$/g, '');
    return `${address}: ${reasonOf(error)}`;
  }
  const broken = await brokenRule(part, download);
  if (broken !== null) {
    await rm(part);
    return `${address} must ${broken.rule}, got ${broken.received}, which was removed`;
  }
  tell({ kind: 'verified', file: download.file, checksum: download.checksum });
  return null;
}

/** Attempt after attempt, as long as they bring something. */
async function complete(address: string, fetching: Fetching): Promise<void> {
  const { download, part, tell, signal, stall } = fetching;
  const { file, bytes } = download;
  let etag: string | null = null;
  let fruitless = 0;
  for (let attempt = 1; ; attempt += 1) {
    const before = (await sizeOf(part)) ?? 0;
    if (before > bytes) await rm(part);
    if (before === bytes) return;
    let received = before;
    try {
      etag = await receive({
        address, path: part, bytes, signal, stall, etag,
        onStart: (from) => tell({ kind: 'start', file, address, received: from, bytes }),
        onReceived(now) {
          received = now;
          tell({ kind: 'progress', file, received, bytes });
        },
      }); // prettier-ignore
    } catch (error) {
      signal.throwIfAborted();
      fruitless = received > before ? 0 : fruitless + 1;
      const enough = fruitless === patience.fruitless || attempt === patience.attempts;
      if (enough || isFinal(error)) throw error;
      tell({ kind: 'retry', file, address, reason: reasonOf(error) });
      await pause(patience.pause, undefined, { signal });
    }
  }
}

/** Errors that the same question would give again. */
function isFinal(error: unknown): boolean {
  if (error instanceof UselessAddress) return true;
  const { path, cause } = error as NodeJS.ErrnoException;
  const code = (cause as NodeJS.ErrnoException | undefined)?.code ?? '';
  return path !== undefined || ['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED'].includes(code);
}

/** fetch says "fetch failed" and hides the reason behind it. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof AggregateError) return reasonOf(cause.errors[0]);
  return cause instanceof Error ? reasonOf(cause) : error.message;
}

async function checkRoom({ download: { file, bytes }, part }: Fetching): Promise<void> {
  const directory = dirname(part);
  const { bavail, bsize } = await statfs(directory);
  const needed = bytes - ((await sizeOf(part)) ?? 0);
  if (needed <= bavail * bsize) return;
  throw new DownloadError({
    file,
    rule: `find room for ${bytesText(needed)} in ${directory}`,
    received: `${bytesText(bavail * bsize)} free`,
    hint: `Make room, or give another directory; a part that is there (${basename(part)}) is gone on from.`,
  });
}
