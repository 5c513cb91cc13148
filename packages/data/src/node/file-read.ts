// What the operating system refuses of a file or directory that is to be read, as an error of the argument that named it.
import { open, stat, type FileHandle } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { ArgumentError, shownKind } from '@evenkeel/tensor';

/** Who reads, and which argument said what. */
export interface ReadSite {
  readonly op: string;
  readonly argument: string;
  readonly path: string;
  /** To follow "must be"; "a file that can be read" unless given. */
  readonly rule?: string;
}

/**
 * A file or directory cannot be read: `op: ARGUMENT must be a file that can be read, got PATH, which is not there. Hint.`
 *
 * @example
 * await readSafetensors('model.safetensors').catch((error) => error.code); // 'ENOENT'
 */
export class FileReadError extends ArgumentError {
  /** What could not be read; of a directory, maybe a file in it. */
  readonly path: string;
  /** Of the operating system, such as ENOENT, EACCES or EISDIR. */
  readonly code: string;

  constructor({ op, argument, path, rule }: ReadSite, code: string, cause?: Error) {
    const other = { state: `which the system refuses: ${cause?.message ?? code}` };
    const { state, hint }: Refusal = refusals(path)[code] ?? other;
    super({
      op,
      argument,
      expected: rule ?? 'a file that can be read',
      received: `${path}, ${state}`,
      ...(hint === undefined ? {} : { hint }),
    });
    this.name = 'FileReadError';
    this.path = path;
    this.code = code;
    this.cause = cause;
  }
}

interface Refusal {
  readonly state: string;
  readonly hint?: string;
}

function refusals(path: string): Readonly<Record<string, Refusal>> {
  const hint = isAbsolute(path)
    ? 'Check each part of the path.'
    : `Relative paths start at ${process.cwd()}.`;
  const denied = { state: 'which this user may not read', hint: 'Change its permissions.' };
  return {
    EACCES: denied,
    EINVAL: { state: 'which is a pipe or a device', hint: 'Copy it into a file.' },
    EISDIR: { state: 'which is a directory', hint: 'Name a file in it.' },
    ELOOP: { state: 'whose symbolic links go round in a circle' },
    ENAMETOOLONG: { state: 'which is too long for a name' },
    ENOENT: { state: 'which is not there', hint },
    ENOTDIR: { state: 'which is no directory, or leads through a file', hint },
    EPERM: denied,
  };
}

/**
 * Does what reads, for a function whose argument named the place.
 *
 * @param site  op, argument and path for the error; rule = 'a file that can be read'
 * @param work  what reads
 * @returns  what `work` gives
 * @throws FileReadError  what the operating system refuses; other errors as they are
 * @example
 * const site = { op: 'readNames', argument: 'path', path: 'names.txt' };
 * const text = await withReadErrors(site, () => readFile('names.txt', 'utf8'));
 */
export async function withReadErrors<T>(site: ReadSite, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw readErrorOf(site, error);
  }
}

/** An error of the operating system in our words; others as they are. */
export function readErrorOf(site: ReadSite, error: unknown): unknown {
  const { code, syscall } = Object(error) as NodeJS.ErrnoException;
  return code === undefined || syscall === undefined
    ? error
    : new FileReadError(site, code, error as Error);
}

/**
 * Opens a regular file, and closes it after the work. Pipes and devices are refused: they would be waited for.
 *
 * @param site  op, argument and path for errors; rule = 'a file that can be read'
 * @param work  what reads from the open file
 * @returns  what `work` gives
 * @throws ArgumentError  the path is no string
 * @throws FileReadError  there is nothing, no regular file, or one that this process may not read; or reading fails
 * @example
 * const site = { op: 'readNames', argument: 'path', path: 'names.txt' };
 * const text = await withFile(site, (file) => file.readFile('utf8'));
 */
export async function withFile<T>(
  site: ReadSite,
  work: (file: FileHandle) => Promise<T>,
): Promise<T> {
  const { path, op, argument } = site;
  if (typeof path !== 'string') {
    const received = shownKind(path);
    throw new ArgumentError({ op, argument, expected: 'the path of a file', received });
  }
  return withReadErrors(site, async () => {
    const status = await stat(path);
    if (status.isDirectory()) throw new FileReadError(site, 'EISDIR');
    if (!status.isFile()) throw new FileReadError(site, 'EINVAL');
    const file = await open(path);
    try {
      return await work(file);
    } finally {
      await file.close();
    }
  });
}
