// How a run ends when it does not end well.

/** Exit codes of the program. */
export const exitCode = { ok: 0, failure: 1, usage: 2, interrupted: 130 } as const;

/** A mistake of the user: one line that says what is wrong and how to mend it, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The line for an error that ended the program. */
export function errorLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return `evenkeel: ${message.replaceAll(/\s*\n\s*/g, ' ')}`;
}
