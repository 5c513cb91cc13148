// Has a module worker run all conformance cases, and shows what it answers as `globalThis.answer`.
import type { Answer } from './worker.js';

const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });

const answer = new Promise<Answer>((resolve, reject) => {
  worker.addEventListener('message', ({ data }) => resolve(data as Answer));
  worker.addEventListener('error', ({ message }) => reject(new Error(message)));
});
Object.assign(globalThis, { answer });
