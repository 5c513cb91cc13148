// The back ends that the conformance suite is run on. A new one is a line in `subjects`.
import { createReferenceBackend, type Backend } from '@evenkeel/kernels';
import { createNativeBackend, nativeInstructionSets } from '@evenkeel/native';
import { createWasmBackend } from '@evenkeel/wasm';

export interface Subject {
  readonly name: string;
  readonly create: () => Backend;
}

/** Why the native back end does not load, or null if it does: the suite must then fail, not skip. */
export const nativeFailure: string | null = (() => {
  try {
    nativeInstructionSets();
    return null;
  } catch (error) {
    return String(error);
  }
})();

const isas = nativeFailure === null ? nativeInstructionSets() : [];

const native = (isa: string, threads: number): Subject => ({
  name: `native ${isa}, ${threads} thread${threads === 1 ? '' : 's'}`,
  create: () => createNativeBackend({ isa, threads }),
});

/** The native back end with every instruction set of this processor, on one, two and three threads. */
export const nativeSubjects: readonly Subject[] = isas.flatMap((isa) =>
  [1, 2, 3].map((threads) => native(isa, threads)),
);

/** Everything that is held against the float64 reference; threads must not change results, so one will do. */
export const subjects: readonly Subject[] = [
  {
    name: 'reference float32',
    create: () => createReferenceBackend({ precision: 'float32' }),
  },
  ...isas.map((isa) => native(isa, 1)),
  { name: 'wasm', create: () => createWasmBackend() },
];
