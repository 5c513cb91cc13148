// What is taken out of an archive: members that the catalogue names, each to a file that it names. Nothing else is ever
// written, and an archive that tries is refused as a whole.
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CatalogArchive } from '../../catalog/rows.js';
import { bytesText, DownloadError } from './download-error.js';
import type { Tell } from './events.js';

/** One entry, as the archive describes it. */
export interface Entry {
  /** As it stands in the archive. */
  readonly path: string;
  readonly kind: 'file' | 'directory' | 'other';
  /** Bytes unpacked, as claimed. */
  readonly size: number;
}

/** Entries that an archive may have for each member that is wanted, and bytes for each that these may have. */
const slack = 100;

export class Members {
  readonly #archive: string;
  readonly #rules: CatalogArchive;
  readonly #directory: string;
  readonly #tell: Tell;
  readonly #written = new Set<string>();
  #entries = 0;
  #unpacked = 0;

  /** @param archive  its name, for errors */
  constructor(
    archive: string,
    { rules, directory, tell }: { rules: CatalogArchive; directory: string; tell: Tell },
  ) {
    this.#archive = archive;
    this.#rules = rules;
    this.#directory = directory;
    this.#tell = tell;
  }

  /** Whether the entry is one to take. Refuses what no honest archive holds. */
  wants({ path, kind, size }: Entry): boolean {
    const { members, largestMember } = this.#rules;
    this.#entries += 1;
    if (this.#entries > slack * (1 + Object.keys(members).length)) {
      this.#refuse('have few entries besides those that are wanted', `${this.#entries}`);
    }
    if (leadsOut(path)) {
      this.#refuse('hold no path that leads out of its folder', JSON.stringify(path));
    }
    if (size > largestMember) this.#tooLarge(path, bytesText(size));
    if (!Object.hasOwn(members, path)) return false;
    if (kind !== 'file')
      this.#refuse(`hold ${path} as a file`, `a ${kind === 'other' ? 'link or device' : kind}`);
    if (this.#written.has(path)) this.#refuse(`hold ${path} once`, 'two of that name');
    return true;
  }

  /** Counts bytes of the archive as they unpack, wanted or not. */
  count(bytes: number): void {
    const { members, largestMember } = this.#rules;
    this.#unpacked += bytes;
    // Twice: for what is wanted, and for whatever stands beside it.
    const most = 2 * Object.keys(members).length * largestMember;
    if (this.#unpacked > most) {
      this.#refuse(`unpack to at most ${bytesText(most)}`, 'more');
    }
  }

  /** Writes a member beside its place. */
  async write(path: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
    this.#written.add(path);
    const part = this.#part(path);
    const file = await open(part, 'w');
    let size = 0;
    try {
      for await (const chunk of chunks) {
        size += chunk.length;
        if (size > this.#rules.largestMember) this.#tooLarge(path, 'more');
        await file.appendFile(chunk).catch((error: NodeJS.ErrnoException) => {
          throw Object.assign(error, { path: error.path ?? part });
        });
      }
      await file.sync();
    } finally {
      await file.close();
    }
  }

  /** Gives the files their names, once all of them are there. */
  async finish(): Promise<void> {
    const wanted = Object.entries(this.#rules.members);
    const missing = wanted.filter(([path]) => !this.#written.has(path));
    if (missing.length > 0) {
      const names = missing.map(([path]) => path).join(', ');
      this.#refuse(`hold ${wanted.length} members that are wanted`, `none of the name ${names}`);
    }
    for (const [path, name] of wanted) {
      await rename(this.#part(path), join(this.#directory, name));
      this.#tell({ kind: 'unpacked', file: name });
    }
  }

  /** Takes away what was written. */
  async discard(): Promise<void> {
    for (const path of this.#written) await rm(this.#part(path), { force: true });
  }

  /** For what the reader of the format says. */
  damaged(reason: string): DownloadError {
    return this.#error(`be an intact ${this.#rules.format} archive`, JSON.stringify(reason));
  }

  #part(path: string): string {
    return join(this.#directory, `${this.#rules.members[path]!}.part`);
  }

  #tooLarge(path: string, received: string): never {
    return this.#refuse(
      `hold no entry above ${bytesText(this.#rules.largestMember)}`,
      `${received} in ${JSON.stringify(path)}`,
    );
  }

  #refuse(rule: string, received: string): never {
    throw this.#error(rule, received);
  }

  #error(rule: string, received: string): DownloadError {
    const hint = 'Nothing of it was unpacked.';
    return new DownloadError({ file: this.#archive, rule, received, hint });
  }
}

/** What the reader of a format gives, with its errors in our words; ours stay as they are. */
export async function* inOurWords<T>(items: AsyncIterable<T>, members: Members): AsyncGenerator<T> {
  const iterator = items[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await iterator.next().catch((error: Error) => {
        throw error instanceof DownloadError ? error : members.damaged(error.message);
      });
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    await iterator.return?.();
  }
}

/** Bytes of an archive as they unpack, counted on the way. */
export async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  members: Members,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    members.count(chunk.length);
    yield chunk;
  }
}

/** Absolute on any system, or with a step up. */
const leadsOut = (path: string): boolean =>
  /^[/\\]|^[a-z]:|\0/i.test(path) || path.split(/[/\\]/).includes('..');
