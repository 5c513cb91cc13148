// PyTorch as a peer: one Python process that times the same calls on request, so that both take turns.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { BenchCase } from './bench-case.js';
import type { Samples } from './samples.js';

/** The environment as the user set it: loading the addon sets a spin count that PyTorch must not inherit. */
const userEnvironment = { ...process.env };

export type Layout = 'nhwc' | 'nchw';

const script = fileURLToPath(new URL('torch/peer.py', import.meta.url));

interface Answer {
  readonly samples?: Samples;
  readonly version?: string;
  readonly error?: string;
}

export class Peer {
  readonly version: string;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #answers: AsyncIterator<string>;

  private constructor(
    version: string,
    child: ChildProcessWithoutNullStreams,
    answers: AsyncIterator<string>,
  ) {
    this.version = version;
    this.#child = child;
    this.#answers = answers;
  }

  /**
   * Starts PyTorch.
   *
   * @param python  interpreter that can import torch
   * @returns  the peer, or the reason why there is none
   */
  static async start(python: string): Promise<Peer | string> {
    const child = spawn(python, [script], { env: userEnvironment });
    const failed = new Promise<string>((resolve) => {
      let said = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
      child.once('error', (error) => resolve(error.message));
      child.once('close', (code) => resolve(lastLine(said) || `it ended with code ${code}`));
    });
    child.stdin.on('error', () => {});
    const lines: Interface = createInterface(child.stdout);
    const answers = lines[Symbol.asyncIterator]();
    const first = await Promise.race([failed, answers.next()]);
    if (typeof first === 'string') return first;
    if (first.done === true) return failed;
    return new Peer((JSON.parse(first.value) as Answer).version!, child, answers);
  }

  /** Times a case as `takeSamples` does. */
  async takeSamples(
    benchCase: BenchCase,
    settings: { threads: number; layout: Layout; seconds: number; fewest: number },
  ): Promise<Samples> {
    const { op, sizes } = benchCase;
    this.#child.stdin.write(`${JSON.stringify({ op, sizes, ...settings })}\n`);
    const { value, done } = await this.#answers.next();
    if (done === true) throw new Error(`PyTorch ended while it timed ${op} ${benchCase.shape}.`);
    const { samples, error } = JSON.parse(value) as Answer;
    if (samples === undefined) throw new Error(`PyTorch, ${op} ${benchCase.shape}: ${error}`);
    return samples;
  }

  stop(): void {
    this.#child.stdin.end();
  }
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';
