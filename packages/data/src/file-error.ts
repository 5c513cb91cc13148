// The errors that files raise, whatever their format: those that break a rule of it, and those that change.

/** What is wrong with a file, and where. */
export interface FileProblem {
  /** The function that read it. */
  readonly op: string;
  /** Path or name of the file. */
  readonly file: string;
  /** Byte where the rule is broken, counted in the unpacked file if it is compressed. */
  readonly offset: number;
  /** The rule, to follow "must". */
  readonly rule: string;
  /** What stands there instead. */
  readonly received: string;
  /** A sentence that helps, with its full stop. */
  readonly hint?: string;
}

/**
 * A file breaks a rule of its format: `op: FILE must RULE, got VALUE at byte OFFSET. Hint.`
 *
 * @example
 * try {
 *   await readIdx(bytesSource('labels', new Uint8Array(3)), { rank: 1 });
 * } catch (error) {
 *   (error as FileFormatError).offset; // 3
 * }
 */
export class FileFormatError extends Error {
  readonly op: string;
  readonly file: string;
  readonly offset: number;
  readonly rule: string;
  readonly received: string;

  constructor(problem: FileProblem) {
    const { op, file, offset, rule, received, hint } = problem;
    const base = `${op}: ${file} must ${rule}, got ${received} at byte ${offset}.`;
    super(hint === undefined ? base : `${base} ${hint}`);
    this.name = 'FileFormatError';
    this.op = op;
    this.file = file;
    this.offset = offset;
    this.rule = rule;
    this.received = received;
  }
}

/** What is told of a file to notice that it changes. */
export interface FileStamp {
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/**
 * A file is no longer what it was when its data were opened: `op: FILE must stay as it was when its data were opened, …`.
 *
 * What was learned from it would be neither the old data nor the new.
 *
 * @example
 * try {
 *   await training.next();
 * } catch (error) {
 *   if (error instanceof FileChangedError) error.file; // 'photos/cat/1.jpg'
 * }
 */
export class FileChangedError extends Error {
  readonly op: string;
  readonly file: string;

  /** @param change  stamps as the data were opened and now; null if the file is gone */
  constructor(change: { op: string; file: string; before: FileStamp; now: FileStamp | null }) {
    const { op, file, before, now } = change;
    const said = ({ size, modified }: FileStamp): string =>
      `${size} bytes of ${new Date(modified).toISOString()}`;
    super(
      `${op}: ${file} must stay as it was when its data were opened (${said(before)}), ` +
        `got ${now === null ? 'none' : said(now)}. ` +
        'Put the file back, or start anew with files that nothing writes to.',
    );
    this.name = 'FileChangedError';
    this.op = op;
    this.file = file;
  }
}
