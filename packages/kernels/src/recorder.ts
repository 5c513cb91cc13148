// Records the kernel calls of a stretch of a program, so that they can be run again as they are. What is recorded are the
// words of the frames; buffers that come and go inside the stretch stay with the recording.
import type { Handle } from './contract.js';
import { contract, kernelNames } from './contract.js';
import type { KernelRow } from './contract/fields.js';
import { frameWords, layoutOf } from './header/names.js';

/** What was recorded between a start and a stop. */
export interface Program {
  /** All frames; whoever knows the places may change handles and numbers between two runs. */
  readonly words: Int32Array;
  /** Places of the first of six words that tell a kernel of random numbers where it stands: seed, stream, block. */
  readonly counters: readonly number[];
  /** Kernels. */
  readonly calls: number;
  /** Places of the words that hold a buffer. */
  placesOf(handle: Handle): number[];
  /**
   * Runs all calls again, in one call of the driver as far as they fit in its frame buffer.
   *
   * @throws KernelError  as the call that fails would; those before it have run
   */
  run(): void;
}

/** Made by `Backend.record`; between `start` and `stop` it notes all that the back end is asked to do. */
export interface Recorder {
  start(): void;
  /** What was asked for since the start. A recorder may start and stop several times. */
  stop(): Program;
  /** Says that what is going on cannot be replayed; the first reason stays. */
  refuse(reason: string): void;
  /** Why it cannot be replayed; null if it can. */
  readonly refusal: string | null;
  /** Buffers taken while it ran that have not been freed. */
  live(): Handle[];
  /** Lets the back end go: it records no more, and another recorder may begin. Buffers stay. */
  close(): void;
  /** Gives the buffers back. Programs cannot run any more. */
  dispose(): void;
}

/** Where the fields of a kernel's frame stand that a recording looks at. */
interface FrameShape {
  readonly words: number;
  readonly buffers: readonly number[];
  /** Of the first word of a counter, or -1. */
  readonly counter: number;
}

const shapes: readonly FrameShape[] = kernelNames.map((name) => {
  const row: KernelRow = contract[name];
  const layout = layoutOf(row);
  return {
    words: frameWords(row),
    buffers: layout.filter(({ field }) => field.kind === 'buffer').map(({ word }) => word),
    counter: layout.find((entry) => entry.name === 'seedLow')?.word ?? -1,
  };
});

/** What a recorder needs of its back end. */
export interface RecorderHost {
  /** Words that fit in the frame buffer. */
  readonly capacity: number;
  /** Runs frames. */
  replay(words: Int32Array): void;
  alloc(dtype: number, length: number): Handle;
  free(handle: Handle): void;
  /** The recorder is done. */
  release(): void;
}

/** The recorder of back ends that are made of frames. */
export class FrameRecorder implements Recorder {
  readonly #host: RecorderHost;
  /** Sizes of the buffers that belong to the recording. */
  readonly #owned = new Map<Handle, number>();
  /** Those that are free for the next call that asks for their size. */
  readonly #idle = new Map<number, Handle[]>();
  #words: number[] = [];
  #active = false;
  #refusal: string | null = null;

  constructor(host: RecorderHost) {
    this.#host = host;
  }

  get active(): boolean {
    return this.#active;
  }

  get refusal(): string | null {
    return this.#refusal;
  }

  start(): void {
    this.#words = [];
    this.#active = true;
  }

  stop(): Program {
    this.#active = false;
    const program = new FrameProgram(Int32Array.from(this.#words), this.#host);
    this.#words = [];
    return program;
  }

  refuse(reason: string): void {
    this.#refusal ??= reason;
  }

  live(): Handle[] {
    const idle = new Set([...this.#idle.values()].flat());
    return [...this.#owned.keys()].filter((handle) => !idle.has(handle));
  }

  close(): void {
    this.#active = false;
    // What lives on is freed by its owners, like any other buffer.
    for (const handle of this.live()) this.#owned.delete(handle);
    this.#host.release();
  }

  dispose(): void {
    for (const handles of this.#idle.values()) {
      for (const handle of handles) this.#host.free(handle);
    }
    this.#idle.clear();
    this.#owned.clear();
  }

  /** Notes frames that have run. */
  add(words: Int32Array, end: number): void {
    for (let i = 0; i < end; i++) this.#words.push(words[i]!);
  }

  /** A buffer of the recording's own: one of its free ones, else a new one. */
  take(dtype: number, length: number): Handle {
    const size = sizeKey(dtype, length);
    const free = this.#idle.get(size)?.pop();
    if (free !== undefined) return free;
    const handle = this.#host.alloc(dtype, length);
    if (handle !== 0) this.#owned.set(handle, size);
    return handle;
  }

  /** Keeps a buffer that is freed, if it belongs to the recording: its calls name it. */
  keep(handle: Handle): boolean {
    const size = this.#owned.get(handle);
    if (size === undefined) return false;
    const idle = this.#idle.get(size);
    if (idle === undefined) this.#idle.set(size, [handle]);
    else idle.push(handle);
    return true;
  }
}

const dtypes = 4;
const sizeKey = (dtype: number, length: number): number => length * dtypes + dtype;

class FrameProgram implements Program {
  readonly words: Int32Array;
  readonly counters: readonly number[];
  readonly calls: number;
  readonly #host: RecorderHost;
  /** Views of `words`, each small enough for the frame buffer. */
  readonly #chunks: readonly Int32Array[];

  constructor(words: Int32Array, host: RecorderHost) {
    this.words = words;
    this.#host = host;
    const counters: number[] = [];
    const chunks: Int32Array[] = [];
    let calls = 0;
    let begin = 0;
    for (const [at, shape] of framesOf(words)) {
      calls++;
      if (shape.counter >= 0) counters.push(at + shape.counter);
      if (at + shape.words - begin <= host.capacity) continue;
      chunks.push(words.subarray(begin, at));
      begin = at;
    }
    if (begin < words.length) chunks.push(words.subarray(begin));
    this.counters = counters;
    this.calls = calls;
    this.#chunks = chunks;
  }

  placesOf(handle: Handle): number[] {
    const places: number[] = [];
    for (const [at, { buffers }] of framesOf(this.words)) {
      for (const word of buffers) if (this.words[at + word] === handle) places.push(at + word);
    }
    return places;
  }

  run(): void {
    for (const chunk of this.#chunks) this.#host.replay(chunk);
  }
}

function* framesOf(words: Int32Array): Generator<[at: number, shape: FrameShape]> {
  for (let at = 0; at < words.length;) {
    const shape = shapes[words[at]!]!;
    yield [at, shape];
    at += shape.words;
  }
}
