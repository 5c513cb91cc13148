// Times our cases in a worker of a page.
import { createWasmBackend, loadWasm } from '@evenkeel/wasm';
import { Scope, setBackend } from 'evenkeel';
import { speedOf } from '../report.js';
import { takeSamples } from '../samples.js';
import { wasmCases } from '../wasm/cases.js';
import type { WasmResult } from '../wasm/report.js';
import { runOn } from '../wasm/threads.js';

export interface Figures {
  readonly evenkeel: string;
  readonly results: readonly WasmResult[];
}

interface Settings {
  readonly only: string;
  readonly threads: number;
  readonly seconds: number;
  readonly rounds: number;
}

const measure = ({ only, threads, seconds, rounds }: Settings): WasmResult[] =>
  wasmCases(only).map((benchCase) => {
    using _scope = new Scope();
    const { op, shape, unit, work } = benchCase;
    const body = benchCase.prepare();
    const samples: number[] = [];
    for (let round = 0; round < rounds; round++)
      samples.push(...takeSamples(body, seconds / rounds, 2));
    return { op, shape, threads, unit, ...speedOf(work, samples), tfjsWasm: null, tfjsCpu: null };
  });

async function measureAll(query: URLSearchParams): Promise<Figures> {
  await loadWasm();
  const backend = createWasmBackend();
  setBackend(backend);
  const only = query.get('only') ?? '';
  const seconds = Number(query.get('seconds') ?? 0.5);
  const rounds = Number(query.get('rounds') ?? 5);
  const results: WasmResult[] = [];
  for (const threads of (query.get('threads') ?? '1').split(',').map(Number)) {
    await runOn(backend, threads);
    results.push(...measure({ only, threads, seconds, rounds }));
  }
  return { evenkeel: backend.describe().version, results };
}

postMessage(await measureAll(new URLSearchParams(self.name)));
