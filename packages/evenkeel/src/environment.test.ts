import { describe, expect, it } from 'vitest';
import { readEnvironment } from './environment.js';

describe('readEnvironment', () => {
  it('says null where nothing is set', () => {
    const nothing = { backend: null, isa: null, threads: null, debug: null };
    expect(readEnvironment({})).toEqual(nothing);
    expect(readEnvironment({ EVENKEEL_BACKEND: '', EVENKEEL_THREADS: '' })).toEqual(nothing);
  });

  it('reads all variables', () => {
    expect(
      readEnvironment({
        EVENKEEL_BACKEND: 'native',
        EVENKEEL_ISA: 'v3',
        EVENKEEL_THREADS: '2',
        EVENKEEL_DEBUG: '0',
        OMP_NUM_THREADS: '8',
      }),
    ).toEqual({ backend: 'native', isa: 'v3', threads: 2, debug: 0 });
  });

  it('falls back to the threads of OpenMP', () => {
    expect(readEnvironment({ OMP_NUM_THREADS: '4,2' }).threads).toBe(4);
    expect(readEnvironment({ OMP_NUM_THREADS: 'many' }).threads).toBeNull();
  });

  it('refuses what is not allowed', () => {
    expect(() => readEnvironment({ EVENKEEL_BACKEND: 'gpu' })).toThrowErrorMatchingInlineSnapshot(
      `[Error: environment: EVENKEEL_BACKEND must be native, wasm or reference, got 'gpu'.]`,
    );
    expect(() => readEnvironment({ EVENKEEL_THREADS: '0' })).toThrowErrorMatchingInlineSnapshot(
      `[Error: environment: EVENKEEL_THREADS must be a whole number from 1 to 1024, got '0'.]`,
    );
    expect(() => readEnvironment({ EVENKEEL_DEBUG: '1.5' })).toThrowErrorMatchingInlineSnapshot(
      `[Error: environment: EVENKEEL_DEBUG must be a whole number from 0 to 4, got '1.5'.]`,
    );
  });
});
