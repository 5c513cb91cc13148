// A peer: one process that times the same calls on request, in PyTorch, oneDNN or TensorFlow.js, so that both sides take turns.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { BenchCase } from './bench-case.js';
import type { Samples } from './samples.js';

/** The environment as the user set it: loading the addon sets a spin count that PyTorch must not inherit. */
const userEnvironment = { ...process.env };

/** Of images: channels last, channels first, or what oneDNN prefers; of matrices by rows, oneDNN's second routine. */
export type Layout = 'nhwc' | 'nchw' | 'own' | 'sgemm';

const scriptAt = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** How to start a peer: its name in messages, the program with its arguments, and the line that asks it for samples. */
export interface PeerProgram {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly request: (benchCase: PeerCase, settings: PeerSettings) => string;
}

export type PeerCase = Pick<BenchCase, 'op' | 'shape' | 'sizes'>;

const jsonRequest: PeerProgram['request'] = ({ op, sizes }, settings) =>
  JSON.stringify({ op, sizes, ...settings });

/** @param python  interpreter that can import torch */
export const torchProgram = (python: string): PeerProgram => ({
  name: 'PyTorch',
  program: python,
  args: [scriptAt('torch/peer.py')],
  request: jsonRequest,
});

/** TensorFlow.js of the folder that EVENKEEL_TFJS names. */
export const tfjsProgram: PeerProgram = {
  name: 'TensorFlow.js',
  program: process.execPath,
  args: [scriptAt('tfjs/peer.mjs')],
  request: jsonRequest,
};

/** For how long, how many at least, and in what way: threads and layout of PyTorch and oneDNN, the back end of TensorFlow.js. */
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
  readonly #program: PeerProgram;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #answers: AsyncIterator<string>;

  private constructor(
    { program, version }: { readonly program: PeerProgram; readonly version: string },
    child: ChildProcessWithoutNullStreams,
    answers: AsyncIterator<string>,
  ) {
    this.version = version;
    this.#program = program;
    this.#child = child;
    this.#answers = answers;
  }

  /**
   * Starts a peer.
   *
   * @returns  the peer, or the reason why there is none
   */
  static async start(program: PeerProgram): Promise<Peer | string> {
    const child = spawn(program.program, program.args, { env: userEnvironment });
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
    return new Peer({ program, version: version! }, child, answers);
  }

  /**
   * Times a case as `takeSamples` does.
   *
   * @throws PeerError  the peer cannot compute it
   */
  async takeSamples(benchCase: PeerCase, settings: PeerSettings): Promise<Samples> {
    const { name, request } = this.#program;
    const what = `${benchCase.op} ${benchCase.shape}`;
    this.#child.stdin.write(`${request(benchCase, settings)}\n`);
    const { value, done } = await this.#answers.next();
    if (done === true) throw new Error(`${name} ended while it timed ${what}.`);
    const { samples, error } = JSON.parse(value) as Answer;
    if (samples === undefined) throw new PeerError(`${name}, ${what}: ${error}`);
    return samples;
  }

  stop(): void {
    this.#child.stdin.end();
  }
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';
