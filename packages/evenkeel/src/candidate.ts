// What a back end that might load is, and those that need nothing of their host.
import { createReferenceBackend, type Backend } from '@evenkeel/kernels';
import { createWasmBackend } from '@evenkeel/wasm';
import type { BackendName } from './environment.js';

export interface BackendSettings {
  /** Instruction set of the native back end; default the best that the machine has. */
  readonly isa?: string;
  /** Threads that kernels may use; default all cores. */
  readonly threads?: number;
  /** Most bytes of the WebAssembly back end; default 4 GiB. */
  readonly memoryLimit?: number;
  /** Of the reference back end; default float32. */
  readonly precision?: 'float32' | 'float64';
}

export interface Candidate {
  readonly name: BackendName;
  /** @throws Error  that says why it cannot be made, and what mends it */
  create(settings: BackendSettings): Backend;
}

export const wasm: Candidate = {
  name: 'wasm',
  create: ({ threads, memoryLimit }) =>
    createWasmBackend({
      ...(threads === undefined ? {} : { threads }),
      ...(memoryLimit === undefined ? {} : { memoryLimit }),
    }),
};

export const reference: Candidate = {
  name: 'reference',
  create: ({ precision = 'float32' }) => createReferenceBackend({ precision }),
};
