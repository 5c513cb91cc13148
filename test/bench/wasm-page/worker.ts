// Times our cases in a worker of a page, and TensorFlow.js beside them if the address asks for it.
import { createWasmBackend, loadWasm } from '@evenkeel/wasm';
import { setBackend } from 'evenkeel';
import { wasmCases } from '../wasm/cases.js';
import { measureCase } from '../wasm/measure.js';
import type { WasmResult } from '../wasm/report.js';
import { runOn } from '../wasm/threads.js';
import { startTfjs } from './tfjs.js';

export interface Figures {
  readonly evenkeel: string;
  /** Version of TensorFlow.js, or null. */
  readonly tfjs: string | null;
  readonly results: readonly WasmResult[];
}

async function measureAll(query: URLSearchParams): Promise<Figures> {
  await loadWasm();
  const backend = createWasmBackend();
  setBackend(backend);
  const tfjs = query.has('tfjs') ? await startTfjs() : null;
  const cases = wasmCases(query.get('only') ?? '');
  const seconds = Number(query.get('seconds') ?? 0.5);
  const rounds = Number(query.get('rounds') ?? 5);
  const results: WasmResult[] = [];
  for (const threads of (query.get('threads') ?? '1').split(',').map(Number)) {
    await runOn(backend, threads);
    const settings = { threads, seconds, rounds };
    for (const benchCase of cases)
      results.push(await measureCase(benchCase, settings, threads === 1 ? tfjs : null));
  }
  return { evenkeel: backend.describe().version, tfjs: tfjs?.version ?? null, results };
}

postMessage(await measureAll(new URLSearchParams(self.name)));
