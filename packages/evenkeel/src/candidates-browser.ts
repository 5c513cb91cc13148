// The back ends of browsers, fastest first. package.json gives Node candidates-node.ts in its place.
import { loadWasm } from '@evenkeel/wasm';
import { reference, wasm, type Candidate } from './candidate.js';

// A back end is made when the first tensor is, without waiting, but browsers compile only asynchronously. So whoever
// imports evenkeel waits here, once.
const failure: unknown = await loadWasm().then(
  () => null,
  (error: unknown) => error,
);

const loaded: Candidate = {
  name: 'wasm',
  create(settings) {
    if (failure !== null) throw failure;
    return wasm.create(settings);
  },
};

export const candidates: readonly Candidate[] = [loaded, reference];
