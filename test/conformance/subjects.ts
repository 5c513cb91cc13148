// The back ends that the conformance suite is run on. A new one is a line in `subjects`.
import { createReferenceBackend, type Backend } from '@evenkeel/kernels';
import { createNativeBackend, nativeInstructionSets } from '@evenkeel/native';
import { createWasmBackend, type WasmBackend } from '@evenkeel/wasm';

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

/** The WebAssembly back end on one, two and three threads, all of which run. */
export const startWasm = (): Promise<{ name: string; backend: WasmBackend }[]> =>
  Promise.all(
    [1, 2, 3].map(async (threads) => {
      const backend = createWasmBackend({ threads });
      if ((await backend.ready()) === threads) return { name: `wasm, ${threads} threads`, backend };
      throw new Error(`wasm must run on ${threads} threads: ${backend.describe().alone}`);
    }),
  );

/** Everything that is held against the float64 reference; threads must not change results, so one will do. */
export const subjects: readonly Subject[] = [
  {
    name: 'reference float32',
    create: () => createReferenceBackend({ precision: 'float32' }),
  },
  ...isas.map((isa) => native(isa, 1)),
  { name: 'wasm', create: () => createWasmBackend({ threads: 1 }) },
];
