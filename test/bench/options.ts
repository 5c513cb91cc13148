// The command line of `pnpm bench`.
import { parseArgs } from 'node:util';

export interface BenchOptions {
  readonly json: boolean;
  /** A file that an earlier `--json` run wrote. */
  readonly compare: string | null;
  /** Cases whose "op shape" contains it. */
  readonly only: string;
  readonly threads: readonly number[];
  /** For each case and contender. */
  readonly seconds: number;
  /** Turns that the contenders take. */
  readonly rounds: number;
  readonly regions: boolean;
  readonly monitors: boolean;
  readonly loops: boolean;
  readonly transforms: boolean;
  readonly quick: boolean;
  readonly backend: Contestant;
  /** Whether the WebAssembly kernels run in Chromium. */
  readonly browser: boolean;
}

type Contestant = 'native' | 'wasm';

export const usage = `usage: pnpm bench [options]

Times every shape and four whole training steps through the public API, beside PyTorch where
there is one: EVENKEEL_PYTHON names its interpreter (default python3; empty for none); and beside oneDNN, of
which EVENKEEL_ONEDNN names the program (default: native/bench/onednn is built if oneDNN 2 is here; empty for none).

  --only TEXT       only cases whose name contains TEXT, such as "conv forward" or g60x100x100
  --threads LIST    numbers of threads, default 1,2
  --seconds S       for each case and contender, default 0.5; training steps get four times as much
  --rounds N        turns that the contenders take, default 5
  --quick           one round of 0.05 seconds
  --json            one JSON document on standard output
  --compare FILE    the figures of an earlier --json run beside those of this one
  --regions         instead: what a parallel region costs, and what with GNU OpenMP
  --backend wasm    instead: the WebAssembly kernels, on one thread beside TensorFlow.js where there is
                    one: EVENKEEL_TFJS names the folder in which @tensorflow/tfjs and
                    @tensorflow/tfjs-backend-wasm are installed
  --browser         with --backend wasm: in a page of Chromium
  --monitors        instead: what it costs to watch a training at the default rate, 4 rounds a turn
  --loops           instead: fit beside loops by hand, op by op and recorded
  --transforms      instead: images a second through each transform
  --help            this text
`;

/** @throws Error  that says which option is wrong, and what it may be */
export function parseOptions(args: readonly string[]): BenchOptions | 'help' {
  const { values } = parseArgs({
    args: args.filter((arg) => arg !== '--'),
    options: {
      only: { type: 'string', default: '' },
      threads: { type: 'string', default: '1,2' },
      seconds: { type: 'string' },
      rounds: { type: 'string' },
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      compare: { type: 'string' },
      regions: { type: 'boolean', default: false },
      monitors: { type: 'boolean', default: false },
      loops: { type: 'boolean', default: false },
      transforms: { type: 'boolean', default: false },
      backend: { type: 'string', default: 'native' },
      browser: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const { quick, json, only, regions, monitors, loops, transforms, browser } = values;
  const backend = contestant(values.backend);
  if (browser && backend !== 'wasm')
    throw new Error('bench: --browser must come with --backend wasm.');
  return {
    json,
    compare: values.compare ?? null,
    only,
    threads: values.threads.split(',').map((text) => whole('--threads', text, 1024)),
    seconds: positive('--seconds', values.seconds ?? (quick ? '0.05' : '0.5')),
    rounds: whole('--rounds', values.rounds ?? (quick ? '1' : '5'), 1000),
    regions,
    monitors,
    loops,
    transforms,
    quick,
    backend,
    browser,
  };
}

function contestant(text: string): Contestant {
  if (text === 'native' || text === 'wasm') return text;
  throw new Error(`bench: --backend must be native or wasm, got '${text}'.`);
}

function whole(name: string, text: string, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new Error(`bench: ${name} must be whole numbers from 1 to ${most}, got '${text}'.`);
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (value > 0 && value < Infinity) return value;
  throw new Error(`bench: ${name} must be a number above 0, got '${text}'.`);
}
