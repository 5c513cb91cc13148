// Runs conformance cases of two kernels with many loops on the page's own thread, which may not sleep, and on helpers.
import { createWasmBackend, loadWasm } from '@evenkeel/wasm';
import { digestsOf, type Digests } from '../digests.js';

export interface Answer {
  readonly threads: number;
  /** Why there is one only, if so. */
  readonly alone: string | undefined;
  readonly digests: Partial<Digests>;
}

async function compute(): Promise<Answer> {
  await loadWasm();
  const backend = createWasmBackend({ threads: 3 });
  const threads = await backend.ready();
  const digests = digestsOf(backend, ['matmul', 'conv2dWeightGrad']);
  const { alone } = backend.describe();
  backend.close();
  return { threads, alone, digests };
}

Object.assign(globalThis, { answer: compute() });
