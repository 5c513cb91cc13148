// A peer: one process that times the same calls on request, in PyTorch or TensorFlow.js, so that both sides take turns.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { BenchCase } from './bench-case.js';
import type { Samples } from './samples.js';

/** The environment as the user set it: loading the addon sets a spin count that PyTorch must not inherit. */
const userEnvironment = { ...process.env };

export type Layout = 'nhwc' | 'nchw';

const scriptAt = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** How to start a peer: its name in messages, and the program with its script. */
export interface PeerProgram {
  readonly name: string;
  readonly program: string;
  readonly script: string;
}

/** @param python  interpreter that can import torch */
export const torchProgram = (python: string): PeerProgram => ({
  name: 'PyTorch',
  program: python,
  script: scriptAt('torch/peer.py'),
});

/** TensorFlow.js of the folder that EVENKEEL_TFJS names. */
export const tfjsProgram: PeerProgram = {
  name: 'TensorFlow.js',
  program: process.execPath,
  script: scriptAt('tfjs/peer.mjs'),
};

/** For how long, how many at least, and in what way: threads and layout of PyTorch, the back end of TensorFlow.js. */
export type PeerSettings = { readonly seconds: number; readonly fewest: number } & (
  { readonly threads: number; readonly layout: Layout } | { readonly backend: 'wasm' | 'cpu' }
);

/** What a peer cannot do. */
export class PeerError extends Error {}

interface Answer {
  readonly samples?: Samples;
  readonly version?: string;
  readonly error?: string;
}

export class Peer {
  readonly version: string;
  readonly #name: string;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #answers: AsyncIterator<string>;

  private constructor(
    { name, version }: { readonly name: string; readonly version: string },
    child: ChildProcessWithoutNullStreams,
    answers: AsyncIterator<string>,
  ) {
    this.version = version;
    this.#name = name;
    this.#child = child;
    this.#answers = answers;
  }

  /**
   * Starts a peer.
   *
   * @returns  the peer, or the reason why there is none
   */
  static async start({ name, program, script }: PeerProgram): Promise<Peer | string> {
    const child = spawn(program, [script], { env: userEnvironment });
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
    const { version } = JSON.parse(first.value) as Answer;
    return new Peer({ name, version: version! }, child, answers);
  }

  /**
   * Times a case as `takeSamples` does.
   *
   * @throws PeerError  the peer cannot compute it
   */
  async takeSamples(
    benchCase: Pick<BenchCase, 'op' | 'shape' | 'sizes'>,
    settings: PeerSettings,
  ): Promise<Samples> {
    const { op, sizes } = benchCase;
    this.#child.stdin.write(`${JSON.stringify({ op, sizes, ...settings })}\n`);
    const { value, done } = await this.#answers.next();
    if (done === true)
      throw new Error(`${this.#name} ended while it timed ${op} ${benchCase.shape}.`);
    const { samples, error } = JSON.parse(value) as Answer;
    if (samples === undefined)
      throw new PeerError(`${this.#name}, ${op} ${benchCase.shape}: ${error}`);
    return samples;
  }

  stop(): void {
    this.#child.stdin.end();
  }
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';
