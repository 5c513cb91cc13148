// Unpacks gzip as a stream, in browsers and Node alike (DecompressionStream), so that a reader can stop
// as soon as it has seen more than the file's header claims.
import type { ByteSource } from '../byte-source.js';
import { FileFormatError } from '../file-error.js';

/** Deflate spends at least one bit on 129 bytes, so nothing unpacks to more than 1032 times its size. */
export const largestRatio = 1032;

/** The chunks of a source, unpacked if it starts with the mark of gzip. */
export interface Unpacked {
  readonly packed: boolean;
  readonly chunks: AsyncGenerator<Uint8Array, void, undefined>;
}

/** Unpacks if the first byte is that of gzip's mark 1f 8b; an IDX file starts with 0. */
export async function unpack(source: ByteSource, op: string): Promise<Unpacked> {
  const raw = readAll(source);
  const first = await raw.next();
  const start = first.done ? new Uint8Array(0) : first.value;
  const packed = start[0] === 0x1f;
  const whole = prepend(start, raw);
  return { packed, chunks: packed ? gunzip(whole, { file: source.name, op }) : whole };
}

async function* readAll(source: ByteSource): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of source.open()) if (chunk.length > 0) yield chunk;
}

async function* prepend(
  first: Uint8Array,
  rest: AsyncGenerator<Uint8Array, void, undefined>,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    if (first.length > 0) yield first;
    yield* rest;
  } finally {
    // Whoever wants no more than the first leaves the rest, and its file, open.
    await rest.return();
  }
}

async function* gunzip(
  chunks: AsyncGenerator<Uint8Array, void, undefined>,
  { file, op }: { file: string; op: string },
): AsyncGenerator<Uint8Array, void, undefined> {
  const stream = new DecompressionStream('gzip');
  const writer = stream.writable.getWriter();
  const reader = stream.readable.getReader();
  let unreadable: unknown = null;
  const pump = feed(writer, chunks).catch((error: unknown) => {
    unreadable = error;
  });
  let offset = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      offset += value.length;
      yield value;
    }
    await pump;
  } catch (error) {
    if (unreadable instanceof SourceError) throw unreadable.cause;
    throw new FileFormatError({
      op,
      file,
      offset,
      rule: 'be an intact gzip file',
      received: `"${reasonOf(error)}"`,
      hint: 'It is truncated or damaged: get it again.',
    });
  } finally {
    // A reader that stops early leaves the other end waiting; what this does to it is of no interest.
    await Promise.allSettled([reader.cancel(), writer.abort(), chunks.return()]);
  }
}

/** Newer versions of Node leave the message empty and say why in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message === '' && error.cause !== undefined ? reasonOf(error.cause) : error.message;
}

/** Reading the packed bytes failed: not the fault of their format. */
class SourceError extends Error {
  constructor(override readonly cause: unknown) {
    super('the source could not be read');
  }
}

/** What is used of a writer; types of browsers and of Node agree on it. */
interface Sink {
  write(chunk: Uint8Array<ArrayBuffer>): Promise<void>;
  close(): Promise<void>;
  abort(reason: unknown): Promise<void>;
}

async function feed(
  writer: Sink,
  chunks: AsyncGenerator<Uint8Array, void, undefined>,
): Promise<void> {
  for (;;) {
    const next = await chunks.next().catch((error: unknown) => {
      void writer.abort(error).catch(() => undefined);
      throw new SourceError(error);
    });
    if (next.done) break;
    await writer.write(next.value as Uint8Array<ArrayBuffer>);
  }
  await writer.close();
}
