// The back ends that there are, fastest first, and how each is made.
import { createReferenceBackend, type Backend } from '@evenkeel/kernels';
import type { BackendName } from './environment.js';
import { nativeModule } from './native-module.js';

export interface BackendSettings {
  /** Instruction set of the native back end; default the best that the machine has. */
  readonly isa?: string;
  /** Threads that kernels may use; default all cores. */
  readonly threads?: number;
  /** Of the reference back end; default float32. */
  readonly precision?: 'float32' | 'float64';
}

export interface Candidate {
  readonly name: BackendName;
  /** @throws Error  that says why it cannot be made, and what mends it */
  create(settings: BackendSettings): Backend;
}

const native: Candidate = {
  name: 'native',
  create({ isa, threads }) {
    if (nativeModule instanceof Error) {
      throw new Error(
        `native: the package @evenkeel/native must load, got '${nativeModule.message.split('\n')[0]}'.\n` +
          'Install it: npm install @evenkeel/native',
        { cause: nativeModule },
      );
    }
    return nativeModule.createNativeBackend({
      ...(isa === undefined ? {} : { isa }),
      ...(threads === undefined ? {} : { threads }),
    });
  },
};

const reference: Candidate = {
  name: 'reference',
  create: ({ precision = 'float32' }) => createReferenceBackend({ precision }),
};

export const candidates: readonly Candidate[] = [native, reference];
