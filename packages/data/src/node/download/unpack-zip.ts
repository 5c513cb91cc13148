// Members of a zip archive.
import { openPromise, type Entry as ZipEntry } from 'yauzl';
import { counted, inOurWords, type Entry, type Members } from './members.js';

/** Writes the members that are wanted. */
export async function unpackZip(path: string, members: Members): Promise<void> {
  // Names are left as bytes, so that ours is the one rule of what a name may be.
  const options = { lazyEntries: true, autoClose: false, decodeStrings: false };
  const zip = await openPromise(path, options).catch((error: Error) => {
    throw members.damaged(error.message);
  });
  try {
    for await (const entry of inOurWords(zip.eachEntry(), members)) {
      const described = describe(entry);
      if (!members.wants(described)) continue;
      const chunks = await zip.openReadStreamPromise(entry).catch((error: Error) => {
        throw members.damaged(error.message);
      });
      // What breaks before the first chunk is asked for is thrown once it is.
      chunks.on('error', () => undefined);
      await members.write(described.path, counted(inOurWords(chunks, members), members));
    }
  } finally {
    zip.close();
  }
}

/** Unix keeps the kind of a file in the upper half of its attributes. */
const kindBits = { mask: 0o170000, file: 0o100000 } as const;

function describe({ fileName, uncompressedSize, externalFileAttributes }: ZipEntry): Entry {
  const path = Buffer.from(fileName).toString('utf8');
  const mode = (externalFileAttributes >>> 16) & kindBits.mask;
  const isFile = mode === 0 || mode === kindBits.file;
  const kind = path.endsWith('/') ? 'directory' : isFile ? 'file' : 'other';
  return { path, kind, size: uncompressedSize };
}
