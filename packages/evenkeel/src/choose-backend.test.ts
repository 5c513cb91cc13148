import { createReferenceBackend } from '@evenkeel/kernels';
import { describe, expect, it } from 'vitest';
import type { BackendSettings, Candidate } from './candidate.js';
import { chooseBackend } from './choose-backend.js';
import { readEnvironment } from './environment.js';

const made = createReferenceBackend({ precision: 'float32' });

const reference: Candidate = { name: 'reference', create: () => made };

const broken: Candidate = {
  name: 'native',
  create() {
    throw new Error(
      'native: a binary for linux x64 must load, got none. Tried:\n  a.node: not built\n' +
        'Build it (needs cmake and a C++ compiler): npx cmake-js compile',
    );
  },
};

function choose(list: readonly Candidate[], variables: Record<string, string> = {}) {
  const lines: string[] = [];
  const chosen = chooseBackend(list, readEnvironment(variables), (line) => lines.push(line));
  return { chosen, lines };
}

describe('chooseBackend', () => {
  it('takes the first that loads, without a word', () => {
    const settings: BackendSettings[] = [];
    const native: Candidate = {
      name: 'native',
      create(given) {
        settings.push(given);
        return made;
      },
    };
    const { chosen, lines } = choose([native, broken], {
      EVENKEEL_ISA: 'v3',
      EVENKEEL_THREADS: '2',
    });
    expect([chosen, lines]).toEqual([made, []]);
    expect(settings).toEqual([{ isa: 'v3', threads: 2 }]);
  });

  it('falls back with one line that says why and what to do', () => {
    const { chosen, lines } = choose([broken, reference]);
    expect(chosen).toBe(made);
    expect(lines).toEqual([
      'evenkeel: computing on the reference back end, which is very slow, because native did not load: ' +
        'native: a binary for linux x64 must load, got none. Build it (needs cmake and a C++ compiler): ' +
        "npx cmake-js compile. 'evenkeel doctor' shows more.",
    ]);
  });

  it('says how much slower what it takes is', () => {
    const wasm: Candidate = { name: 'wasm', create: () => made };
    expect(choose([broken, wasm, reference]).lines).toEqual([
      'evenkeel: computing on the wasm back end, which is slower, because native did not load: ' +
        'native: a binary for linux x64 must load, got none. Build it (needs cmake and a C++ compiler): ' +
        "npx cmake-js compile. 'evenkeel doctor' shows more.",
    ]);
  });

  it('takes no other than the one that the environment names', () => {
    expect(choose([broken, reference], { EVENKEEL_BACKEND: 'reference' }).lines).toEqual([]);
    expect(() => choose([broken, reference], { EVENKEEL_BACKEND: 'native' }))
      .toThrowErrorMatchingInlineSnapshot(`
      [Error: native: a binary for linux x64 must load, got none. Tried:
        a.node: not built
      Build it (needs cmake and a C++ compiler): npx cmake-js compile]
    `);
    expect(() =>
      choose([broken, reference], { EVENKEEL_BACKEND: 'wasm' }),
    ).toThrowErrorMatchingInlineSnapshot(
      `[Error: environment: EVENKEEL_BACKEND must be native or reference in this version, got 'wasm'.]`,
    );
  });

  it('takes no other back end than native for an instruction set', () => {
    expect(() => choose([broken, reference], { EVENKEEL_ISA: 'neon' })).toThrow(
      /^native: a binary/,
    );
  });

  it('has nothing to say if everything fails but why', () => {
    expect(() => choose([broken])).toThrowErrorMatchingInlineSnapshot(`
      [Error: native: a binary for linux x64 must load, got none. Tried:
        a.node: not built
      Build it (needs cmake and a C++ compiler): npx cmake-js compile]
    `);
  });
});
