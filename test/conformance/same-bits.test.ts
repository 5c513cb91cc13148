// The native back end gives the same bits on any number of threads and with any instruction set, and again when the
// same case is run twice.
import { kernelNames } from '@evenkeel/kernels';
import { casesOf, drawCase, runCase, type AnyCase } from '@evenkeel/kernels/cases';
import { describe, expect, it } from 'vitest';
import { firstDifferentBits } from './bits.js';
import { nativeSubjects } from './subjects.js';

const backends = nativeSubjects.map(({ name, create }) => ({ name, backend: create() }));

/** Each back end against the first, and the last a second time. */
function differences(testCase: AnyCase): string[] {
  const drawn = drawCase(testCase);
  const [first, ...others] = backends;
  try {
    const want = runCase(first!.backend, drawn);
    return [...others, others.at(-1)!].flatMap(({ name, backend }) => {
      const difference = firstDifferentBits(runCase(backend, drawn), want);
      return difference === null ? [] : [`${testCase.name}, ${name}: ${difference}`];
    });
  } catch (error) {
    return [`${testCase.name}: ${String(error)}`];
  }
}

describe('same bits on every instruction set and thread count', () => {
  it.each(kernelNames)('%s', (kernel) => {
    expect(backends.length).toBeGreaterThan(1);
    expect(casesOf(kernel).flatMap(differences)).toEqual([]);
  });
});
