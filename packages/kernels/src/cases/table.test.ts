import { describe, expect, it } from 'vitest';
import { contract, kernelNames } from '../contract.js';
import { createReferenceBackend } from '../reference/backend.js';
import { drawCase, runCase } from './run.js';
import type { Field } from '../contract/fields.js';
import { allCases, casesOf, kernelCases } from './table.js';

describe('conformance cases', () => {
  it.each(kernelNames)('exist for %s, with names of their own', (kernel) => {
    const names = casesOf(kernel).map(({ name }) => name);
    expect(names.length).toBeGreaterThan(5);
    expect(new Set(names).size).toBe(names.length);
  });

  it('are for kernels of the contract only', () => {
    expect(Object.keys(kernelCases).sort()).toEqual(Object.keys(contract).sort());
  });

  it('hold an empty one for every kernel that allows it', () => {
    const empty = (kernel: (typeof kernelNames)[number]) =>
      casesOf(kernel).some(({ scalars }) => Object.values(scalars).includes(0));
    const allows = (kernel: (typeof kernelNames)[number]) =>
      Object.values<Field>(contract[kernel].fields).some(
        (field) => (field.kind === 'i32' || field.kind === 'i32s') && field.min <= 0,
      );
    expect(kernelNames.filter((kernel) => allows(kernel) && !empty(kernel))).toEqual([]);
  });

  it('draw the same numbers each time', () => {
    const backend = createReferenceBackend({ precision: 'float32' });
    const [first] = allCases().filter(
      ({ kernel, name }) => kernel === 'unary' && name === 'tanh of 33',
    );
    expect(runCase(backend, drawCase(first!))).toEqual(runCase(backend, drawCase(first!)));
  });
});
