// A driver whose kernels run in another process, which server.cpp is. Calls of a driver are synchronous, so requests and
// answers go through two named pipes that are read and written without the event loop.
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dtypeCodes, type Driver, type DriverData, type MemoryUse } from '@evenkeel/kernels';

/** Numbers of the commands, as in server.cpp. */
const commands = {
  hello: 0,
  alloc: 1,
  release: 2,
  read: 3,
  write: 4,
  run: 5,
  error: 6,
  trim: 7,
  memory: 8,
  threads: 9,
} as const;

interface Request {
  readonly handle?: number;
  readonly type?: number;
  readonly offset?: number;
  readonly length?: number;
}

/** Words of the frame buffer, as in native/src/core/context.h. */
const frameWords = 1 << 16;

const bytesOf = (data: ArrayBufferView): Uint8Array =>
  new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

const typeOf = (data: DriverData): number => {
  if (data instanceof Float32Array) return dtypeCodes.float;
  return data instanceof Int32Array ? dtypeCodes.i32 : dtypeCodes.u8;
};

/** The pipes to a process. */
class Pipes {
  closed = false;
  readonly #requests: number;
  readonly #answers: number;
  readonly #header = new BigInt64Array(5);
  readonly #result = new BigInt64Array(1);

  constructor(command: readonly string[]) {
    const folder = mkdtempSync(join(tmpdir(), 'evenkeel-server-'));
    const [requests, answers] = [join(folder, 'requests'), join(folder, 'answers')];
    execFileSync('mkfifo', [requests, answers]);
    // The shell opens the pipes in the order in which they are opened here; each waits for the other end.
    const script = 'requests=$1; answers=$2; shift 2; exec "$@" <"$requests" >"$answers"';
    spawn('sh', ['-c', script, 'sh', requests, answers, ...command], {
      stdio: ['ignore', 'ignore', 'inherit'],
    }).unref();
    this.#requests = openSync(requests, 'w');
    this.#answers = openSync(answers, 'r');
    rmSync(folder, { recursive: true });
  }

  /** Sends a request and waits for the number that answers it. */
  ask(command: keyof typeof commands, request: Request = {}, data?: Uint8Array): number {
    const { handle = 0, type = 0, offset = 0, length = 0 } = request;
    const words = [commands[command], handle, type, offset, length];
    this.#header.set(words.map(BigInt));
    this.#send(bytesOf(this.#header));
    if (data !== undefined) this.#send(data);
    this.receive(bytesOf(this.#result));
    return Number(this.#result[0]);
  }

  receive(target: Uint8Array): void {
    for (let at = 0; at < target.length;) {
      const count = readSync(this.#answers, target, at, target.length - at, null);
      if (count === 0) throw new Error('The process of the kernels has ended.');
      at += count;
    }
  }

  text(command: 'hello' | 'error'): string {
    const bytes = new Uint8Array(this.ask(command));
    this.receive(bytes);
    return new TextDecoder().decode(bytes);
  }

  close(): void {
    this.closed = true;
    closeSync(this.#requests);
    closeSync(this.#answers);
  }

  #send(data: Uint8Array): void {
    for (let at = 0; at < data.length;) at += writeSync(this.#requests, data, at);
  }
}

export interface ProcessDriver extends Driver {
  /** Ends the process. */
  close(): void;
}

/** Starts `command`, which must be server.cpp, perhaps under an emulator. */
export function processDriver(command: readonly string[]): ProcessDriver {
  const pipes = new Pipes(command);
  const [contractHash = '', isa = ''] = pipes.text('hello').split(' ');
  const frame = new Int32Array(frameWords);
  let threads = 1;
  return {
    contractHash,
    isa,
    frame,
    alloc: (type, length) => pipes.ask('alloc', { type, length }),
    // The garbage collector may find tensors after the end.
    free: (handle) => pipes.closed || pipes.ask('release', { handle }) === 1,
    read(handle, offset, target) {
      const type = typeOf(target);
      if (pipes.ask('read', { handle, type, offset, length: target.length }) !== 1) return false;
      pipes.receive(bytesOf(target));
      return true;
    },
    write(handle, offset, source) {
      const request = { handle, type: typeOf(source), offset, length: source.length };
      return pipes.ask('write', request, bytesOf(source)) === 1;
    },
    run: (words) => pipes.ask('run', { length: words }, bytesOf(frame.subarray(0, words))),
    lastError: () => pipes.text('error'),
    trim: () => void pipes.ask('trim'),
    memory: () => memoryOf(pipes),
    threads: () => threads,
    setThreads(count) {
      const done = pipes.ask('threads', { length: count }) === 1;
      if (done) threads = count;
      return done;
    },
    close: () => pipes.close(),
  };
}

function memoryOf(pipes: Pipes): MemoryUse {
  const words = new BigInt64Array(pipes.ask('memory') / 8);
  pipes.receive(bytesOf(words));
  const [buffers, bytes, pooledBytes, peakBytes, scratchBytes, growths] = [...words].map(Number);
  return {
    buffers: buffers!,
    bytes: bytes!,
    pooledBytes: pooledBytes!,
    peakBytes: peakBytes!,
    scratchBytes: scratchBytes!,
    growths: growths!,
  };
}
