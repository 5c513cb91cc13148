// How a run ends when it does not end well: which errors are the user's to mend, and what is said about them.

/** Exit codes of the program. */
export const exitCode = { ok: 0, failure: 1, usage: 2, interrupted: 130 } as const;

/** A mistake of the user: one line that says what is wrong and how to mend it, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** By name: importing the class of bad files would load the whole library before `--help` can answer. */
const usersErrors: readonly string[] = [
  'UsageError',
  'FileFormatError',
  'DirectoryInUseError',
  'CheckpointMismatchError',
];

/** What the operating system refuses because of the path it was given; it is the user's to give another. */
const refusals: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EEXIST: 'something else has that name',
  EISDIR: 'it is a directory',
  ELOOP: 'its symbolic links go round in a circle',
  ENAMETOOLONG: 'the name is too long',
  ENOENT: 'it does not exist',
  ENOTDIR: 'a part of the path is no directory',
  EPERM: 'it is not permitted',
  EROFS: 'the file system is read-only',
};

/** What it refuses for lack of room: another run of the same command may well succeed. */
const shortages: Readonly<Record<string, string>> = {
  EDQUOT: 'the quota is used up',
  EFBIG: 'the file would become too large',
  EMFILE: 'too many files are open',
  ENOSPC: 'the disk is full',
};

export interface Failure {
  /** One line for standard error. */
  readonly line: string;
  readonly code: number;
}

/** What to say of an error that ended the program, and the exit code. */
export function failureOf(error: unknown): Failure {
  const message = oneLine(error instanceof Error ? error.message : String(error));
  if (error instanceof Error && usersErrors.includes(error.name)) {
    // Many rules of file formats end with the place and say no remedy.
    const remedy = / at byte \d+\.$/.test(message) ? ' Give a file that is whole.' : '';
    return { line: message + remedy, code: exitCode.usage };
  }
  const { code = '', path } = Object(error) as NodeJS.ErrnoException;
  if (path !== undefined && Object.hasOwn(refusals, code)) {
    return { line: `${path}: ${refusals[code]}. Give another path.`, code: exitCode.usage };
  }
  if (Object.hasOwn(shortages, code)) {
    const place = path === undefined ? '' : `${path}: `;
    return { line: `${place}${shortages[code]} (${code}).`, code: exitCode.failure };
  }
  return { line: message, code: exitCode.failure };
}

/** Lines joined by blanks. */
export function oneLine(text: string): string {
  return text.trim().replaceAll(/\s*\n\s*/g, ' ');
}
