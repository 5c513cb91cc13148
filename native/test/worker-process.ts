// Four worker threads use the addon at once, each with numbers of its own; the main thread never loads it.
// Prints the results, one a line. workers.test.ts runs this and looks at how the process ends.
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import { createNativeBackend } from '../src/index.js';

/** Node 20 does not hand the loader of TypeScript down to workers. */
const loadScript = `
  const { workerData } = require('node:worker_threads');
  import('tsx/esm/api').then(({ register }) => (register(), import(workerData.script)));
`;

const SIZE = 200;

/** All elements of A * B with A = number and B = 1 are number * SIZE; large enough for several threads. */
function compute(number: number): number {
  const backend = createNativeBackend({ threads: 2 });
  const [a, b, c] = Array.from({ length: 3 }, () => backend.alloc('float', SIZE * SIZE));
  backend.run('fill', { y: a!, n: SIZE * SIZE, value: number });
  backend.run('fill', { y: b!, n: SIZE * SIZE, value: 1 });
  const sizes = { batch: 1, aBatch: 1, bBatch: 1, m: SIZE, n: SIZE, k: SIZE };
  const plain = { transposeA: false, transposeB: false, activation: 'none', bias: null } as const;
  for (let step = 0; step < 30; step++)
    backend.run('matmul', { a: a!, b: b!, c: c!, ...sizes, ...plain });
  const values = backend.read(c!, 'float', SIZE * SIZE);
  if (values.some((value) => value !== values[0])) throw new Error('elements differ');
  return values[0]!;
}

if (isMainThread) {
  const script = import.meta.url;
  const answers = [1, 2, 3, 4].map(async (number) => {
    const worker = new Worker(loadScript, { eval: true, workerData: { script, number } });
    const ended = new Promise((resolve, reject) => worker.on('exit', resolve).on('error', reject));
    const answer = await new Promise((resolve) => worker.once('message', resolve));
    if ((await ended) !== 0) throw new Error('a worker failed');
    return String(answer);
  });
  process.stdout.write(`${(await Promise.all(answers)).join('\n')}\n`);
} else {
  parentPort!.postMessage(compute((workerData as { number: number }).number));
}
