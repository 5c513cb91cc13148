// Has a worker time what the address asks for (?only=TEXT&threads=LIST&seconds=S&rounds=N&tfjs), shows the figures, and gives them as
// `globalThis.figures`.
import type { Figures } from './worker.js';

// The request is the worker's name: a message might come before the imports that wait for the kernels are done.
const worker = new Worker(new URL('./worker.ts', import.meta.url), {
  type: 'module',
  name: location.search,
});

const figures = new Promise<Figures>((resolve, reject) => {
  worker.addEventListener('message', ({ data }) => resolve(data as Figures));
  worker.addEventListener('error', ({ message }) => reject(new Error(message)));
});
Object.assign(globalThis, { figures });

const { results } = await figures;
document.querySelector('#table')!.textContent = results
  .map(
    ({ op, shape, threads, best, unit }) =>
      `${op} ${shape}, ${threads} threads: ${best.toPrecision(3)} ${unit}`,
  )
  .join('\n');
