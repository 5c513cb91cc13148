// The conformance suite must be able to fail: back ends with one fault each.
import { describe, expect, it } from 'vitest';
import type { Backend } from '../backend.js';
import type { KernelArgs, KernelName } from '../contract.js';
import { createReferenceBackend } from '../reference/backend.js';
import { aliasesOf, drawCase, runCase } from './run.js';
import { casesOf } from './table.js';
import { firstDifference } from './tolerance.js';

const plain = createReferenceBackend({ precision: 'float32' });
const drawn = drawCase(casesOf('unary').find(({ name }) => name === 'tanh of 33')!);

/** A back end that does something wrong after each kernel. */
function faulty(fault: (backend: Backend, args: KernelArgs<'unary'>) => void): Backend {
  const backend = createReferenceBackend({ precision: 'float32' });
  const run = backend.run.bind(backend);
  backend.run = <K extends KernelName>(name: K, args: KernelArgs<K>): void => {
    run(name, args);
    fault(backend, args as unknown as KernelArgs<'unary'>);
  };
  return backend;
}

describe('runCase', () => {
  it('returns what the kernel wrote and frees everything', () => {
    const outputs = runCase(plain, drawn);
    expect(Object.keys(outputs)).toEqual(['y']);
    expect(outputs['y']).toHaveLength(33);
    expect(plain.memory().buffers).toBe(0);
  });

  it('finds a write behind the end', () => {
    const backend = faulty((inner, { y }) => inner.write(y, 'float', Float32Array.of(0), 35));
    expect(() => runCase(backend, drawn)).toThrow('y: element 35 behind its end was written.');
  });

  it('finds a change of an input', () => {
    const backend = faulty((inner, { x }) => inner.write(x, 'float', Float32Array.of(0), 4));
    expect(() => runCase(backend, drawn)).toThrow('x: element 4 of an input was written.');
  });

  it('gives the same result in place', () => {
    const [alias] = aliasesOf(drawn.testCase);
    expect(alias).toEqual({ read: 'x', written: 'y' });
    expect(runCase(plain, drawn, alias)).toEqual(runCase(plain, drawn));
  });
});

describe('firstDifference', () => {
  const want = Float64Array.of(0, 1, -100, 0.1);

  it('takes the tolerance relative to the element and to the largest', () => {
    const got = Float64Array.of(0, 1, -100, 0.1 + 2e-6);
    expect(firstDifference(got, want, { relative: 2.1e-5 })).toBeNull();
    expect(firstDifference(got, want, { relative: 0, scaled: 2.1e-8 })).toBeNull();
    expect(firstDifference(got, want, { relative: 0, absolute: 2.1e-6 })).toBeNull();
    expect(firstDifference(got, want, { relative: 1.9e-5 })).toMatch(
      /^element 3: 0.1 wanted, got 0.100002/,
    );
  });

  it('allows a rounding to float32 and no more where it must be exact', () => {
    expect(firstDifference(Float32Array.from(want), want, 'exact')).toBeNull();
    expect(firstDifference(Float32Array.of(0, 1, -100, 0.10000001), want, 'exact')).not.toBeNull();
  });

  it('never takes NaN for a number, nor a number for NaN', () => {
    const loose = { relative: 1, absolute: 1e9 };
    expect(firstDifference(Float32Array.of(NaN), Float64Array.of(1), loose)).not.toBeNull();
    expect(firstDifference(Float32Array.of(1), Float64Array.of(NaN), loose)).not.toBeNull();
    expect(firstDifference(Float32Array.of(NaN), Float64Array.of(NaN), loose)).toBeNull();
  });

  it('takes infinity where float32 overflows', () => {
    expect(
      firstDifference(Float32Array.of(Infinity), Float64Array.of(1e39), { relative: 0 }),
    ).toBeNull();
    expect(
      firstDifference(Float32Array.of(-Infinity), Float64Array.of(1e39), { relative: 1 }),
    ).not.toBeNull();
  });

  it('compares lengths and integers', () => {
    expect(firstDifference(Int32Array.of(1), Int32Array.of(1, 2), 'exact')).toBe(
      '2 elements wanted, got 1',
    );
    expect(firstDifference(Int32Array.of(1), Int32Array.of(2), { relative: 9 })).not.toBeNull();
  });
});
