#!/usr/bin/env node
// The `evenkeel` program: parse, run, and turn whatever happened into an exit code.
import { CommanderError } from 'commander';
import { errorLine, exitCode, UsageError } from './errors.js';
import { createProgram } from './program.js';

/** A reader that goes away (`evenkeel … | head`) is no fault of ours. */
function endQuietlyWhenReaderLeaves(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? exitCode.ok : exitCode.failure);
  });
}

function codeFor(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.ok : exitCode.usage;
  process.stderr.write(`${errorLine(error)}\n`);
  if (Number(process.env['EVENKEEL_DEBUG'] ?? 0) >= 1) console.error(error);
  return error instanceof UsageError ? exitCode.usage : exitCode.failure;
}

endQuietlyWhenReaderLeaves();
try {
  await createProgram().parseAsync(process.argv);
} catch (error) {
  process.exitCode = codeFor(error);
}
