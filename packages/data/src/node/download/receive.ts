// One attempt to get (the rest of) a file from one address.
import { open, type FileHandle } from 'node:fs/promises';
import { bytesText, DownloadError } from './download-error.js';
import { Silence } from './silence.js';
import { sizeOf } from './verify.js';

export interface Attempt {
  readonly address: string;
  /** Where the bytes go; what is there already is gone on from. */
  readonly path: string;
  /** Of the whole file. */
  readonly bytes: number;
  readonly signal: AbortSignal;
  /** Milliseconds without a byte after which the connection counts as broken. */
  readonly stall: number;
  /** Of the version that the bytes on disk are of; null if nobody knows. */
  readonly etag: string | null;
  onStart(received: number): void;
  onReceived(received: number): void;
}

/** The address cannot give the file: there is no sense in asking it once more. */
export class UselessAddress extends DownloadError {}

/**
 * Downloads until the file is complete.
 *
 * @returns  the etag of what was received
 * @throws UselessAddress  an answer that is not the file
 * @throws Error  a connection that breaks; what has come stays on the disk
 */
export async function receive(attempt: Attempt): Promise<string | null> {
  const { address, path, signal, stall } = attempt;
  const have = (await sizeOf(path)) ?? 0;
  using silence = new Silence(stall);
  const response = await fetch(address, {
    headers: headersFor(have, attempt.etag),
    signal: AbortSignal.any([signal, silence.signal]),
  });
  const from = startOf(response, have, attempt);
  const file = await open(path, from === 0 ? 'w' : 'a');
  try {
    attempt.onStart(from);
    await write(response, { from, file, attempt, silence });
    await silence.pauseFor(file.sync());
  } finally {
    await file.close();
  }
  return response.headers.get('etag');
}

function headersFor(have: number, etag: string | null): Record<string, string> {
  // Packed files must come as they are: fetch would unpack what a server marks as packed on the way.
  const plain = { 'accept-encoding': 'identity' };
  if (have === 0) return plain;
  const strong = etag !== null && !etag.startsWith('W/');
  return { ...plain, range: `bytes=${have}-`, ...(strong ? { 'if-range': etag } : {}) };
}

/** The byte that an answer starts at. */
function startOf(response: Response, have: number, { address, bytes }: Attempt): number {
  const { status, headers } = response;
  const useless = (rule: string, received: string): never => {
    void response.body?.cancel().catch(() => undefined);
    throw new UselessAddress({ file: address, rule, received });
  };
  if (status >= 500 || status === 429) throw new Error(`the server answered ${status}`);
  if (status !== 200 && status !== 206) useless('answer 200 or 206', String(status));
  const from = status === 206 ? have : 0;
  if (status === 206) {
    const range = headers.get('content-range');
    const expected = `bytes ${have}-${bytes - 1}/${bytes}`;
    if (range !== expected) useless(`give "${expected}"`, JSON.stringify(range));
  }
  const length = headers.get('content-length');
  if (length !== null && Number(length) !== bytes - from) {
    useless(`have ${bytesText(bytes)}`, bytesText(from + Number(length)));
  }
  return from;
}

interface Writing {
  readonly from: number;
  readonly file: FileHandle;
  readonly attempt: Attempt;
  readonly silence: Silence;
}

async function write({ body }: Response, { from, file, attempt, silence }: Writing): Promise<void> {
  const { address, path, bytes } = attempt;
  let received = from;
  for await (const chunk of body ?? []) {
    silence.break();
    received += (chunk as Uint8Array).length;
    if (received > bytes) {
      throw new UselessAddress({
        file: address,
        rule: `have ${bytesText(bytes)}`,
        received: 'more',
      });
    }
    const written = file.appendFile(chunk as Uint8Array).catch((error: NodeJS.ErrnoException) => {
      // The system says what is full, but not where.
      throw Object.assign(error, { path: error.path ?? path });
    });
    await silence.pauseFor(written);
    attempt.onReceived(received);
  }
  if (received < bytes) throw new Error(`the connection ended after ${bytesText(received)}`);
}
