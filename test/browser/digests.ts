// The bits of all results of the conformance cases as short numbers, to be compared between engines.
import { kernelNames, type Backend, type KernelName } from '@evenkeel/kernels';
import { aliasesOf, casesOf, drawCase, runCase, type Outputs } from '@evenkeel/kernels/cases';

/** For each kernel the digest of each case, in order, cases run in place included. */
export type Digests = Readonly<Record<KernelName, readonly number[]>>;

/** FNV-1a over the bytes. */
function digestOf(outputs: Outputs): number {
  let hash = 0x811c9dc5;
  for (const values of Object.values(outputs)) {
    // Which of its many bit patterns a NaN has is up to the engine.
    for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i])) values[i] = NaN;
    for (const byte of new Uint8Array(values.buffer, values.byteOffset, values.byteLength)) {
      hash = Math.imul(hash ^ byte, 0x01000193);
    }
  }
  return hash;
}

export function digestsOf(backend: Backend): Digests;
export function digestsOf(backend: Backend, kernels: readonly KernelName[]): Partial<Digests>;
export function digestsOf(
  backend: Backend,
  kernels: readonly KernelName[] = kernelNames,
): Partial<Digests> {
  const entries = kernels.map((kernel) => {
    const digests = casesOf(kernel).flatMap((testCase) => {
      const drawn = drawCase(testCase);
      const aliases = [undefined, ...aliasesOf(testCase)];
      return aliases.map((alias) => digestOf(runCase(backend, drawn, alias)));
    });
    return [kernel, digests] as const;
  });
  return Object.fromEntries(entries);
}
