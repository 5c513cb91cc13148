// Members of a tar archive that gzip has packed.
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { ReadableStream, type WritableStream } from 'node:stream/web';
import { createGunzip } from 'node:zlib';
import { createTarDecoder, type ParsedTarEntry } from 'modern-tar';
import { counted, inOurWords, type Entry, type Members } from './members.js';

const kinds: Readonly<Record<string, Entry['kind']>> = {
  file: 'file',
  'contiguous-file': 'file',
  directory: 'directory',
};

/** Writes the members that are wanted. Stops at the first byte that breaks a rule, however much would follow. */
export async function unpackTar(path: string, members: Members): Promise<void> {
  const packed = pipeline(createReadStream(path), createGunzip(), () => undefined);
  for await (const { header, body } of inOurWords(entriesOf(counted(packed, members)), members)) {
    const { name: path, size, type = 'file' } = header;
    const wanted = members.wants({ path, size, kind: kinds[type] ?? 'other' });
    const chunks = inOurWords(body, members);
    if (wanted) await members.write(path, chunks);
    // Read to its end: a body that is cancelled leaves modern-tar 0.8.6 waiting for ever.
    else for await (const _ of chunks);
  }
}

function entriesOf(bytes: AsyncIterable<Uint8Array>): AsyncIterable<ParsedTarEntry> {
  const { readable, writable } = createTarDecoder({ strict: true });
  // Not Readable.toWeb: from Node 22 on it gives errors of zlib without their message.
  // What breaks on the way is thrown by the other end.
  ReadableStream.from(bytes)
    .pipeTo(writable as WritableStream)
    .catch(() => undefined);
  return readable;
}
