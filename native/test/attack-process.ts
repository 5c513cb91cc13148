// Does to the addon what a confused or hostile program may do. Each attack must end in an exception, a
// false or a failed frame; the sanitizers, under which hostile.test.ts runs this, end the process if
// anything worse happens. Prints the number of attacks.
import { createRequire } from 'node:module';
import { MessageChannel, Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import { KernelError, type KernelArgs } from '@evenkeel/kernels';
import { createNativeBackend } from '../src/index.js';

const [, , path = ''] = process.argv;

/** A function of the addon as an attacker sees it. */
type Loose = (this: unknown, ...args: unknown[]) => unknown;

interface RawDriver extends Readonly<
  Record<'run' | 'alloc' | 'free' | 'read' | 'write' | 'setThreads', Loose>
> {
  readonly frame: ArrayBuffer & { transfer?: () => void };
}

const addon = createRequire(import.meta.url)(path) as { open(isa: unknown): RawDriver };

let attacks = 0;

/** The attack must throw, or give false or 0. */
function refused(attack: () => unknown): void {
  attacks++;
  try {
    const result = attack();
    if (result !== false && result !== 0) throw new RangeError(`got ${String(result)}`);
  } catch (error) {
    if (error instanceof RangeError) throw error;
  }
}

function kernelError(attack: () => unknown): void {
  attacks++;
  try {
    attack();
  } catch (error) {
    if (error instanceof KernelError) return;
    throw error;
  }
  throw new Error('an attack succeeded');
}

const oddities: unknown[] = [
  undefined, null, true, '', 'x', -1, 1.5, NaN, Infinity, -Infinity, 2 ** 31, 2 ** 53, 1e300, 10n,
  Symbol('s'), {}, [], () => 0, new Float64Array(4), new DataView(new ArrayBuffer(8)), new Proxy([], {}),
]; // prettier-ignore

function oddArguments(): void {
  const driver = addon.open('');
  const functions = [driver.free, driver.read, driver.write, driver.setThreads];
  for (const call of functions) {
    refused(() => call());
    for (const a of oddities)
      for (const b of oddities) refused(() => call(a, b, new Uint8Array(4)));
    for (const a of oddities) refused(() => call(1048576, 0, a));
  }
  for (const a of oddities) refused(() => driver.alloc(a, -1));
  for (const a of oddities.filter((odd) => odd !== '')) refused(() => addon.open(a));
}

/** Words that are handles, sizes and nonsense. */
function randomFrames(): void {
  const driver = addon.open('');
  const words = new Int32Array(driver.frame);
  const handles = Array.from({ length: 6 }, (_, i) => driver.alloc(i % 3, i * 5));
  handles.slice(4).forEach((handle) => driver.free(handle));
  let state = 1;
  const next = (): number => (state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff) >> 8;
  for (let i = 0; i < 20000; i++) {
    const length = 1 + (next() % 40);
    for (let word = 0; word < length; word++) {
      const kind = next() % 4;
      words[word] =
        kind === 0
          ? (handles[next() % 6] as number)
          : kind === 1
            ? Math.imul(next(), 513)
            : next() % 9;
    }
    words[0] = next() % 40;
    driver.run(length);
    attacks++;
  }
}

function wrongHandles(): void {
  const backend = createNativeBackend({ addon: path });
  const other = createNativeBackend({ addon: path });
  other.alloc('float', 4);
  const foreign = other.alloc('float', 4);
  const freed = backend.alloc('float', 4);
  const bytes = backend.alloc('u8', 64);
  const small = backend.alloc('float', 3);
  backend.free(freed);
  for (const y of [freed, foreign, bytes, small, 0, -1, 2 ** 31 - 1, NaN]) {
    kernelError(() => backend.run('fill', { y, n: 4, value: 1 }));
  }
  for (const n of [-1, 2 ** 31 - 1, 1.5])
    kernelError(() => backend.run('fill', { y: small, n, value: 1 }));
  for (const handle of [freed, foreign]) {
    kernelError(() => backend.read(handle, 'float', 4));
    kernelError(() => backend.write(handle, 'float', new Float32Array(4)));
    kernelError(() => backend.free(handle));
  }
  kernelError(() => backend.read(small, 'float', 4));
  kernelError(() => backend.read(small, 'float', 1, 3));
  kernelError(() => backend.read(small, 'float', 1, -1));
  kernelError(() => backend.write(small, 'float', new Float32Array(2), 2));
  const fill = (y: number): KernelArgs<'fill'> => ({ y, n: 3, value: 1 });
  kernelError(() => backend.runAll('fill', [fill(small), fill(freed)]));
}

/** The frame buffer is given away, and functions outlive the object that they came with. */
function lostObjects(): void {
  const driver = addon.open('');
  const { run, alloc, frame } = driver;
  const backend = createNativeBackend({ addon: path });
  try {
    new MessageChannel().port1.postMessage(frame, [frame]);
  } catch {
    // Newer versions of Node refuse; older ones copy.
  }
  frame.transfer?.();
  for (let i = 0; i < 50; i++) addon.open('');
  globalThis.gc?.();
  run.call(undefined, 4);
  alloc.call('nothing', 0, 100);
  backend.run('fill', { y: backend.alloc('float', 1), n: 1, value: 1 });
  attacks += 4;
}

/** Node 20 does not hand the loader of TypeScript down to workers. */
const loadScript = `
  const { workerData } = require('node:worker_threads');
  import('tsx/esm/api').then(({ register }) => (register(), import(workerData.script)));
`;

interface Task {
  readonly script: string;
  /** Whether the worker computes until it is ended. */
  readonly endless: boolean;
}

/** Workers that end by themselves, and workers that are ended in the midst of a kernel. */
async function workers(): Promise<void> {
  const endings = Array.from({ length: 4 }, async (_, i) => {
    const endless = i % 2 === 1;
    const task: Task = { script: import.meta.url, endless };
    const worker = new Worker(loadScript, { eval: true, argv: [path], workerData: task });
    const ended = new Promise((resolve, reject) => worker.on('exit', resolve).on('error', reject));
    if (endless) worker.once('message', () => void worker.terminate());
    if ((await ended) !== Number(endless))
      throw new Error('a worker ended otherwise than it should');
    attacks++;
  });
  await Promise.all(endings);
}

/** Kernels on several threads; the parent of a worker hears of the first ones. */
function busy(): void {
  const backend = createNativeBackend({ addon: path, threads: 2 });
  const n = 500_000;
  const y = backend.alloc('float', n);
  const { endless = false } = (workerData ?? {}) as Partial<Task>;
  for (let i = 0; endless || i < 200; i++) {
    if (i === 5) parentPort?.postMessage('busy');
    backend.run('fill', { y, n, value: i });
  }
}

oddArguments();
wrongHandles();
lostObjects();
randomFrames();
busy();
if (isMainThread) {
  await workers();
  process.stdout.write(`${attacks} attacks refused\n`);
}
