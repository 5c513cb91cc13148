// Reads a stream of chunks in pieces of a chosen length.

export class ChunkCursor {
  readonly #chunks: AsyncGenerator<Uint8Array, void, undefined>;
  #chunk: Uint8Array = new Uint8Array(0);
  #offset = 0;

  constructor(chunks: AsyncGenerator<Uint8Array, void, undefined>) {
    this.#chunks = chunks;
  }

  /** Bytes read so far. */
  get offset(): number {
    return this.#offset;
  }

  /** Fills `target` as far as the stream goes and returns how many bytes that were. */
  async fill(target: Uint8Array): Promise<number> {
    let filled = 0;
    while (filled < target.length) {
      if (this.#chunk.length === 0) {
        const next = await this.#chunks.next();
        if (next.done) break;
        this.#chunk = next.value;
      }
      const part = this.#chunk.subarray(0, target.length - filled);
      target.set(part, filled);
      this.#chunk = this.#chunk.subarray(part.length);
      filled += part.length;
    }
    this.#offset += filled;
    return filled;
  }

  /** Gives the stream up. */
  async close(): Promise<void> {
    await this.#chunks.return();
  }
}
