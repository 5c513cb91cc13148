// Where bytes come from: memory here, files in node/. Readers see a name, a size and chunks.

/** A file, an upload or an array: something that can be read from start to end, more than once. */
export interface ByteSource {
  /** Path or name, for errors. */
  readonly name: string;
  /** Bytes as stored, before any unpacking. */
  readonly size: number;
  open(): AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/**
 * Bytes that are in memory already, such as those of a `fetch` in a browser.
 *
 * @param name  what errors call it
 * @param bytes  the content as stored, packed or not
 * @returns  a source that readers can open as often as they like
 * @example
 * // In a browser: new Uint8Array(await (await fetch(url)).arrayBuffer())
 * const source = bytesSource('labels', new Uint8Array([0, 0, 8, 1, 0, 0, 0, 1, 7]));
 * (await readIdx(source, { rank: 1 })).data; // [7]
 */
export function bytesSource(name: string, bytes: Uint8Array): ByteSource {
  return { name, size: bytes.length, open: () => chunksOf(bytes) };
}

const chunkLength = 1 << 16;

function* chunksOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunkLength) {
    yield bytes.subarray(at, at + chunkLength);
  }
}
