// The program in a terminal of its own: a pseudo terminal made by util-linux' `script`.
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { wordsOf } from './evenkeel.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Whether this machine has a `script` that takes these options; macOS has another one. */
export const hasTerminals =
  spawnSync('script', ['-q', '-e', '-c', 'true', '/dev/null'], { stdio: 'ignore' }).status === 0;
if (!hasTerminals) {
  process.stdout.write("Terminal tests are skipped: util-linux' script is not here.\n");
}

export interface TerminalOptions {
  readonly columns: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Goes behind the command, such as `> file`. */
  readonly redirect?: string;
  /** Keys typed once the screen has shown the text. */
  readonly type?: { readonly after: RegExp; readonly keys: string };
}

export interface Session {
  readonly code: number | null;
  /** Everything that was sent to the terminal, escapes included. */
  readonly raw: string;
}

/** Runs `evenkeel LINE` in a terminal. */
export async function inTerminal(
  line: string,
  { columns, env = {}, redirect = '', type }: TerminalOptions,
): Promise<Session> {
  const program = ['--conditions', 'evenkeel-source', '--import', 'tsx', 'apps/cli/src/main.ts'];
  const words = [process.execPath, ...program, ...wordsOf(line)];
  const quoted = words.map((word) => `'${word}'`).join(' ');
  const command = `stty cols ${columns} rows 30; exec ${quoted} ${redirect}`;
  const child = spawn('script', ['-q', '-e', '-c', command, '/dev/null'], {
    cwd: root,
    // Node takes a terminal for one without colors where CI is set.
    env: { ...process.env, TERM: 'xterm-256color', NO_COLOR: undefined, CI: undefined, ...env },
  });
  let raw = '';
  let typed = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    raw += text;
    if (type === undefined || typed || !type.after.test(raw)) return;
    typed = true;
    child.stdin.write(type.keys);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, raw }));
  });
}

/** What a person sees: without escapes and returns. */
export function textOf(raw: string): string {
  // oxlint-disable-next-line no-control-regex
  return raw.replaceAll(/\u001b\[[?\d;]*[A-Za-z]/g, '').replaceAll('\r', '');
}
