#!/usr/bin/env node
// The `evenkeel` program: parse, run, and turn whatever happened into an exit code.
import { CommanderError } from 'commander';
import { exitCode, failureOf } from './errors.js';
import { createProgram } from './program.js';

/** A reader that goes away (`evenkeel … | head`) is no fault of ours, and nobody is left to tell. */
function endQuietlyWhenReaderLeaves(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      process.exit(error.code === 'EPIPE' ? exitCode.ok : exitCode.failure);
    });
  }
}

/** Says what went wrong, in one line unless EVENKEEL_DEBUG asks for more, and gives the exit code. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.ok : exitCode.usage;
  const { line, code } = failureOf(error);
  process.stderr.write(`evenkeel: ${line}\n`);
  if (Number(process.env['EVENKEEL_DEBUG']) >= 1) console.error(error);
  return code;
}

endQuietlyWhenReaderLeaves();
process.on('uncaughtException', (error) => process.exit(report(error)));
try {
  await createProgram().parseAsync(process.argv);
} catch (error) {
  process.exitCode = report(error);
}
