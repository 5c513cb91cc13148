// Runs a script of the tests in a process of its own, from sources.
import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface ChildOptions {
  readonly args?: readonly string[];
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** A command that runs the one behind it, such as `unshare`. */
  readonly under?: readonly string[];
  /** More options of Node. */
  readonly node?: readonly string[];
}

export interface Ended {
  /** null if a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Child {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Fulfilled once standard output holds the text, or the child has ended. */
  says(text: string): Promise<void>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Starts a script; `script` is its URL. */
export function startChild(script: URL, options: ChildOptions = {}): Child {
  const { args = [], env = {}, under = [], node = [] } = options;
  const sources = ['--conditions', 'evenkeel-source', '--import', 'tsx'];
  const command = [...under, process.execPath, ...node, ...sources, fileURLToPath(script), ...args];
  const child = spawn(command[0]!, command.slice(1), {
    cwd: root,
    env: { ...process.env, ...env },
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, ...output }));
  });
  const says = (text: string): Promise<void> => {
    const said = new Promise<void>((resolve) => {
      const look = (): void => {
        if (output.stdout.includes(text)) resolve();
      };
      child.stdout.on('data', look);
      look();
    });
    return Promise.race([said, ended.then(() => undefined)]);
  };
  return { process: child, ended, says };
}

/** Runs a script to its end and gives what it printed. */
export async function runChild(script: URL, options: ChildOptions = {}): Promise<string> {
  const { code, signal, stdout, stderr } = await startChild(script, options).ended;
  if (code === 0) return stdout;
  throw new Error(`${fileURLToPath(script)} ended with ${code ?? signal}:\n${stdout}${stderr}`);
}
