// The program as its users run it: a process of its own, from sources.
import { tmpdir } from 'node:os';
import { startChild, type Child, type ChildOptions, type Ended } from '../e2e/child.js';

const main = new URL('../../apps/cli/src/main.ts', import.meta.url);
const itself = new URL('signal-itself.mjs', import.meta.url).href;

/** In place of settings of the machine that would change what the program prints. */
const plain = {
  EVENKEEL_BACKEND: 'native',
  EVENKEEL_ISA: '',
  EVENKEEL_THREADS: '1',
  EVENKEEL_DEBUG: '',
  NO_COLOR: '',
};

export interface RunOptions extends Pick<ChildOptions, 'env' | 'under'> {
  /** Done as soon as the program has said something on standard error that matches. */
  readonly on?: { readonly stderr: RegExp; readonly act: (child: Child) => void };
  /** Sent to the program as soon as a line on standard error starts so, before it can do anything else. */
  readonly signal?: { readonly name: NodeJS.Signals; readonly after: RegExp };
}

/** The words of a line, which stand between single blanks; one in the path of temporary files parts nothing. */
export function wordsOf(line: string): readonly string[] {
  if (line === '') return [];
  const place = '\0';
  return line
    .replaceAll(tmpdir(), place)
    .split(' ')
    .map((word) => word.replaceAll(place, tmpdir()));
}

/** Runs `evenkeel LINE` to its end. */
export async function evenkeel(line: string, options: RunOptions = {}): Promise<Ended> {
  const { env, on, signal, ...rest } = options;
  const signalled =
    signal === undefined
      ? {}
      : { EVENKEEL_TEST_SIGNAL: signal.name, EVENKEEL_TEST_AFTER: signal.after.source };
  const child = startChild(main, {
    args: wordsOf(line),
    env: { ...plain, ...signalled, ...env },
    node: signal === undefined ? [] : ['--import', itself],
    ...rest,
  });
  if (on !== undefined) {
    let said = '';
    let done = false;
    child.process.stderr?.on('data', (text: string) => {
      said += text;
      if (done || !on.stderr.test(said)) return;
      done = true;
      on.act(child);
    });
  }
  return child.ended;
}
