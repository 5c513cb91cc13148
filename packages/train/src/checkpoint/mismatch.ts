// The error of a checkpoint that is whole but of something else.

/** What a checkpoint is of, and what it should be of. */
interface Mismatch {
  readonly file: string;
  readonly rule: string;
  readonly received: string;
  readonly hint: string;
}

/**
 * A checkpoint is of another model, or of another version of evenkeel. Nothing of the run was changed.
 *
 * @example
 * await resume(checkpoints, run).catch((error) => error.name); // 'CheckpointMismatchError'
 */
export class CheckpointMismatchError extends Error {
  readonly file: string;
  /** Such as 'be written by evenkeel 0.2.0, as is running'. */
  readonly rule: string;
  readonly received: string;

  constructor({ file, rule, received, hint }: Mismatch) {
    super(`restoreRun: ${file} must ${rule}, got ${received}. ${hint}`);
    this.name = 'CheckpointMismatchError';
    this.file = file;
    this.rule = rule;
    this.received = received;
  }
}
