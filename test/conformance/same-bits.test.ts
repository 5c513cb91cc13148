// Compiled back ends give the same bits on any number of threads, the native one with any instruction set too, and again
// when the same case is run twice.
import { kernelNames, type Backend } from '@evenkeel/kernels';
import { casesOf, drawCase, runCase, type AnyCase } from '@evenkeel/kernels/cases';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstDifferentBits } from './bits.js';
import { nativeSubjects, startWasm } from './subjects.js';

interface Named {
  readonly name: string;
  readonly backend: Backend;
}

const native = nativeSubjects.map(({ name, create }) => ({ name, backend: create() }));
/** The last one a second time. */
const nativeRuns = [...native, ...native.slice(-1)];

/** Each back end against the first. */
function differences(testCase: AnyCase, backends: readonly Named[]): string[] {
  const drawn = drawCase(testCase);
  const [first, ...others] = backends;
  try {
    const want = runCase(first!.backend, drawn);
    return others.flatMap(({ name, backend }) => {
      const difference = firstDifferentBits(runCase(backend, drawn), want);
      return difference === null ? [] : [`${testCase.name}, ${name}: ${difference}`];
    });
  } catch (error) {
    return [`${testCase.name}: ${String(error)}`];
  }
}

describe('same bits on every instruction set and thread count', () => {
  it.each(kernelNames)('%s', (kernel) => {
    expect(native.length).toBeGreaterThan(1);
    expect(casesOf(kernel).flatMap((testCase) => differences(testCase, nativeRuns))).toEqual([]);
  });
});

describe('same bits in WebAssembly on every thread count', () => {
  let wasm: Awaited<ReturnType<typeof startWasm>>;
  beforeAll(async () => {
    wasm = await startWasm();
  });
  afterAll(() => wasm.forEach(({ backend }) => backend.close()));

  it.each(kernelNames)('%s', (kernel) => {
    // Every second case: small, odd and large shapes of each kernel, in a few seconds.
    const cases = casesOf(kernel).filter((_, i) => i % 2 === 0);
    expect(cases.flatMap((testCase) => differences(testCase, wasm))).toEqual([]);
    for (const { name, backend } of wasm)
      expect(`${name}: ${backend.memory().buffers}`).toBe(`${name}: 0`);
  });
});
