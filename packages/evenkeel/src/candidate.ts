// What a back end that might load is, and those that need nothing of their host.
import { createReferenceBackend, type Backend } from '@evenkeel/kernels';
import { ArgumentError } from '@evenkeel/tensor';
import { createWasmBackend } from '@evenkeel/wasm';
import type { BackendName } from './environment.js';

export interface BackendSettings {
  /** Instruction set of the native back end; default the best that the machine has. */
  readonly isa?: string;
  /** Threads that kernels may use; default all cores. */
  readonly threads?: number;
  /** Most bytes of the WebAssembly back end; default 4 GiB. */
  readonly memoryLimit?: number;
  /** Default float32; float64 on the reference back end only. */
  readonly precision?: 'float32' | 'float64';
}

export interface Candidate {
  readonly name: BackendName;
  /** @throws Error  that says why it cannot be made, and what mends it */
  create(settings: BackendSettings): Backend;
}

export const wasm: Candidate = {
  name: 'wasm',
  create({ precision, threads, memoryLimit }) {
    needFloat32('wasm', precision);
    return createWasmBackend({
      ...(threads === undefined ? {} : { threads }),
      ...(memoryLimit === undefined ? {} : { memoryLimit }),
    });
  },
};

export const reference: Candidate = {
  name: 'reference',
  create: ({ precision = 'float32' }) => createReferenceBackend({ precision }),
};

/** Refuses to compute in less than what was asked for. */
export function needFloat32(name: BackendName, precision: BackendSettings['precision']): void {
  if (precision === undefined || precision === 'float32') return;
  throw new ArgumentError({
    op: name,
    argument: 'precision',
    expected: 'float32',
    received: precision,
    hint: "useBackend('reference', { precision: 'float64' }) computes in float64.",
  });
}
