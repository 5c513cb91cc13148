// Times our cases in a worker of a page.
import { createWasmBackend, loadWasm } from '@evenkeel/wasm';
import { Scope, setBackend } from 'evenkeel';
import type { BenchCase } from '../bench-case.js';
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
  readonly threads: number;
  readonly seconds: number;
  readonly rounds: number;
}

/** Lets workers start that were asked for meanwhile: they need it of the thread that asked. */
const breathe = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve));

async function measure(benchCase: BenchCase, settings: Settings): Promise<WasmResult> {
  using _scope = new Scope();
  const { threads, seconds, rounds } = settings;
  const { op, shape, unit, work } = benchCase;
  const body = benchCase.prepare();
  const samples: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await breathe();
    samples.push(...takeSamples(body, seconds / rounds, 2));
  }
  return { op, shape, threads, unit, ...speedOf(work, samples), tfjsWasm: null, tfjsCpu: null };
}

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
    for (const benchCase of wasmCases(only))
      results.push(await measure(benchCase, { threads, seconds, rounds }));
  }
  return { evenkeel: backend.describe().version, results };
}

postMessage(await measureAll(new URLSearchParams(self.name)));
