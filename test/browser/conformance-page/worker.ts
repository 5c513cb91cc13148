// Runs every conformance case on the WebAssembly back end of a browser.
import { createWasmBackend, loadWasm } from '@evenkeel/wasm';
import { digestsOf, type Digests } from '../digests.js';

export interface Answer {
  /** Whether the page was served with the headers that isolate it. */
  readonly isolated: boolean;
  readonly threads: number;
  /** Why there is one only, if so. */
  readonly alone: string | undefined;
  readonly digests: Digests;
  /** Buffers that were not freed. */
  readonly left: number;
}

await loadWasm();
const backend = createWasmBackend({ threads: 3 });
const threads = await backend.ready();
const digests = digestsOf(backend);
const answer: Answer = {
  isolated: crossOriginIsolated,
  threads,
  alone: backend.describe().alone,
  digests,
  left: backend.memory().buffers,
};
postMessage(answer);
