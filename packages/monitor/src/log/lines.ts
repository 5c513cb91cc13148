// Entries as lines of JSON and back. Numbers that JSON does not have are strings there: "NaN", "Infinity", "-Infinity".
import type { RunHistory } from '../history.js';
import type { LogEntry, RunEntry, StepEntry } from './entries.js';

const special: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity,
  '-Infinity': -Infinity,
};

/**
 * One line of a log, without its end.
 *
 * @param entry  of a log
 * @returns  the line; NaN and the infinities are texts
 * @example
 * encodeEntry({ kind: 'start', step: 5 }); // '{"kind":"start","step":5}'
 */
export function encodeEntry(entry: LogEntry): string {
  return JSON.stringify(entry, (_, value: unknown) =>
    typeof value === 'number' && !Number.isFinite(value) ? String(value) : value,
  );
}

function decodeEntry(line: string): LogEntry {
  const value: unknown = JSON.parse(line, (_, member: unknown) =>
    typeof member === 'string' && Object.hasOwn(special, member) ? special[member] : member,
  );
  if (typeof value === 'object' && value !== null && 'kind' in value) return value as LogEntry;
  throw new SyntaxError('no entry');
}

/** A run as its log tells it. */
export interface LoggedRun extends RunHistory {
  /** The last start's; null if the log has none. */
  readonly run: RunEntry | null;
  readonly steps: readonly StepEntry[];
  /** Why it ended; null if it has not, or was killed. */
  readonly end: { readonly step: number; readonly reason: string } | null;
}

/**
 * Reads the lines of a log. A last line without an end is what a killed run had begun, and is left out; so are steps that a
 * resumed run has taken again.
 *
 * @param text  as `jsonLines` writes it
 * @param name  of the file, for messages
 * @returns  the run, its steps, looks and evaluations
 * @throws Error  a line that is no entry
 * @example
 * decodeLog('{"kind":"evaluation","step":5,"accuracy":0.9,"loss":0.3}\n{"ki').evaluations.length; // 1
 */
export function decodeLog(text: string, name = 'the log'): LoggedRun {
  let entries: LogEntry[] = [];
  const lines = text.split('\n');
  lines.slice(0, -1).forEach((line, i) => {
    const entry = entryAt(line, `line ${i + 1} of ${name}`);
    if (entry.kind === 'start') {
      // What came after was thrown away with the weights; a look at the very start is taken again.
      const kept = (one: LogEntry): boolean =>
        one.kind === 'run' ||
        (one.kind === 'monitor' ? one.step < entry.step : one.step <= entry.step);
      entries = entries.filter((one) => one.kind !== 'end' && kept(one));
    }
    entries.push(entry);
  });
  return assemble(entries);
}

function entryAt(line: string, where: string): LogEntry {
  try {
    return decodeEntry(line);
  } catch (cause) {
    const received = JSON.stringify(line.slice(0, 40));
    throw new Error(`decodeLog: ${where} must be an entry of a log, got ${received}.`, { cause });
  }
}

function assemble(entries: readonly LogEntry[]): LoggedRun {
  const all = <Kind extends LogEntry['kind']>(kind: Kind) =>
    entries.filter((entry): entry is Extract<LogEntry, { kind: Kind }> => entry.kind === kind);
  const end = all('end').at(-1) ?? null;
  return {
    run: all('run').at(-1) ?? null,
    steps: all('step'),
    evaluations: all('evaluation'),
    records: all('monitor'),
    end,
    failure: end?.reason === 'failed' ? { step: end.step, message: end.why ?? '' } : null,
  };
}
