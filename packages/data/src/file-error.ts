// The error that every refused file raises, whatever its format.

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
