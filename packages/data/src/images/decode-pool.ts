// Threads that decode images. Tasks are answered in whatever order they are done.
import { Worker } from 'node:worker_threads';
import { FileChangedError, FileFormatError, type FileStamp } from '../file-error.js';

/** What becomes of each image. */
export interface Decoding {
  /** [H, W, C] */
  readonly shape: readonly [height: number, width: number, channels: number];
  /** How an image of other proportions is fitted: cut, with black borders, or distorted. */
  readonly fit: 'cover' | 'contain' | 'fill';
  /** Pixels that a file may claim, H x W. */
  readonly maxPixels: number;
}

/** A file, and what it was when it was listed. */
export interface StampedFile extends FileStamp {
  readonly file: string;
}

/** Why an image was not decoded: it has changed meanwhile, or sharp's words. */
type Failure =
  | { readonly file: StampedFile; readonly now: FileStamp | null }
  | { readonly file: StampedFile; readonly reason: string };

type Answer =
  | { readonly id: number; readonly values: ArrayBuffer }
  | { readonly id: number; readonly failure: Failure };

interface Task {
  readonly resolve: (values: Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

/** It stands beside `src` and `dist`, two folders up from here in both. */
const script = new URL('../../worker/decode.mjs', import.meta.url);

/** One thread and what it has to do. A thread that dies is replaced by the next task. */
class Decoder {
  readonly #sharp: string;
  readonly tasks = new Map<number, Task>();
  #worker: Worker | null = null;
  #closing = false;
  #count = 0;

  /** @param sharp  address of the module */
  constructor(sharp: string) {
    this.#sharp = sharp;
  }

  async decode(files: readonly StampedFile[], how: Decoding): Promise<Uint8Array> {
    const worker = (this.#worker ??= this.#start());
    return new Promise((resolve, reject) => {
      const id = this.#count;
      this.#count += 1;
      this.tasks.set(id, { resolve, reject });
      // Idle threads do not keep the process alive; busy ones do.
      worker.ref();
      worker.postMessage({ id, files, ...how });
    });
  }

  /** Whoever awaits it keeps the process alive until the thread has ended, whatever it still answers. */
  async close(): Promise<void> {
    if (this.#worker === null) return;
    this.#closing = true;
    await this.#worker.terminate();
  }

  #start(): Worker {
    const worker = new Worker(script, { workerData: { sharp: this.#sharp }, execArgv: [] });
    worker.on('message', (answer: Answer) => this.#settle(answer));
    let reason = '';
    worker.on('error', (error) => {
      reason = `: ${error.message}`;
    });
    worker.on('exit', (code) => this.#bury(worker, `code ${code}${reason}`));
    return worker;
  }

  #settle(answer: Answer): void {
    const task = this.tasks.get(answer.id);
    this.tasks.delete(answer.id);
    if (this.tasks.size === 0 && !this.#closing) this.#worker?.unref();
    if ('values' in answer) task?.resolve(new Uint8Array(answer.values));
    else task?.reject(errorOf(answer.failure));
  }

  #bury(worker: Worker, how: string): void {
    if (this.#worker === worker) this.#worker = null;
    this.#closing = false;
    const error = new Error(
      `imageFolder: a thread that decodes images ended before its work (${how}).`,
    );
    for (const { reject } of this.tasks.values()) reject(error);
    this.tasks.clear();
  }
}

export class DecodePool {
  readonly #decoders: readonly Decoder[];

  constructor({ workers, sharp }: { workers: number; sharp: string }) {
    this.#decoders = Array.from({ length: workers }, () => new Decoder(sharp));
  }

  /** Decodes some files: [files, H, W, C]. */
  async decode(files: readonly StampedFile[], how: Decoding): Promise<Uint8Array> {
    const [first, ...others] = this.#decoders;
    const idlest = others.reduce(
      (least, decoder) => (decoder.tasks.size < least.tasks.size ? decoder : least),
      first!,
    );
    return idlest.decode(files, how);
  }

  /** Ends the threads; what they were at is rejected. */
  async close(): Promise<void> {
    await Promise.all(this.#decoders.map(async (decoder) => decoder.close()));
  }
}

function errorOf({ file: stamped, ...why }: Failure): Error {
  const { file, ...before } = stamped;
  if ('now' in why) return new FileChangedError({ op: 'imageFolder', file, before, now: why.now });
  return new FileFormatError({
    op: 'imageFolder',
    file,
    offset: 0,
    rule: 'be a whole image of a format that sharp reads',
    received: JSON.stringify(why.reason),
    hint: 'Replace the file or take it out of the folder.',
  });
}
