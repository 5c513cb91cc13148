import { expect, it } from 'vitest';
import { became } from './doctor.js';

const info = { name: 'wasm', precision: 'float32', isa: 'wasm', threads: 1, version: '1' } as const;

it.each([
  [{}, '1 thread'],
  [{ threads: 2 }, '2 threads'],
  [{ alone: 'a helper failed: no\nroom' }, '1 thread (a helper failed: no room)'],
])('counts the threads of a back end, and says why there is one: %j', (more, threads) => {
  const line = became({ name: 'wasm', info: { ...info, ...more }, reason: null });
  expect(line).toBe(`loads: instruction set wasm, ${threads}, float32`);
});
