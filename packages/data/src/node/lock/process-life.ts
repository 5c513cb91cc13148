// Which process this is, and whether another one, whose record was read from a file, still runs.
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** A process, told apart from all others: numbers of processes are used again, and containers count their own. */
export interface ProcessRecord {
  readonly pid: number;
  /** Ticks from the start of the machine to that of the process; null where the system does not say. */
  readonly started: string | null;
  readonly host: string;
  /** Differs after each start of the machine; null where the system does not say. */
  readonly boot: string | null;
  /** Processes of another name space cannot be seen by their numbers; null where there are none. */
  readonly space: string | null;
}

/** What can be said of a process: it runs, it is gone, it is this one, or it is out of sight. */
export type Life = 'running' | 'gone' | 'this' | 'unseen';

export function thisProcess(): ProcessRecord {
  return {
    pid: process.pid,
    started: statusOf('self').started,
    host: hostname(),
    boot: orNull(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    space: orNull(() => readlinkSync('/proc/self/ns/pid')),
  };
}

export function lifeOf(other: ProcessRecord): Life {
  const self = thisProcess();
  if (other.host !== self.host) return 'unseen';
  if (other.boot !== self.boot) return 'gone';
  if (other.space !== self.space) return 'unseen';
  if (!isRunning(other.pid)) return 'gone';
  const { started, dead } = statusOf(other.pid);
  if (dead || (started !== null && other.started !== null && started !== other.started)) {
    return 'gone';
  }
  return other.pid === self.pid ? 'this' : 'running';
}

/**
 * Whether a process of this machine has the number, be it one of another user.
 *
 * @param pid  its number
 * @returns  false of a process that has ended and that its parent has asked for
 * @example
 * isRunning(process.pid); // true
 */
export function isRunning(pid: number): boolean {
  try {
    // Signal 0 reaches a process without doing anything to it.
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** From /proc/PID/stat: fields 3 and 22, counted behind the name, which may hold blanks and brackets. */
function statusOf(pid: number | 'self'): { started: string | null; dead: boolean } {
  const text = orNull(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  if (text === null) return { started: null, dead: false };
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  // One that was killed stays as a zombie until its parent asks for it.
  return { started: fields[19] ?? null, dead: fields[0] === 'Z' || fields[0] === 'X' };
}

function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
