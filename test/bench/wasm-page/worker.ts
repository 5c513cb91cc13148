// Times our cases in a worker of a page.
import { activeBackend, Scope } from 'evenkeel';
import { speedOf } from '../report.js';
import { takeSamples } from '../samples.js';
import { wasmCases } from '../wasm/cases.js';
import type { WasmResult } from '../wasm/report.js';

export interface Figures {
  readonly evenkeel: string;
  readonly results: readonly WasmResult[];
}

function measure(query: URLSearchParams): Figures {
  const only = query.get('only') ?? '';
  const seconds = Number(query.get('seconds') ?? 0.5);
  const rounds = Number(query.get('rounds') ?? 5);
  const results = wasmCases(only).map((benchCase): WasmResult => {
    using _scope = new Scope();
    const { op, shape, unit, work } = benchCase;
    const body = benchCase.prepare();
    const samples: number[] = [];
    for (let round = 0; round < rounds; round++)
      samples.push(...takeSamples(body, seconds / rounds, 2));
    return { op, shape, unit, ...speedOf(work, samples), tfjsWasm: null, tfjsCpu: null };
  });
  return { evenkeel: activeBackend().version, results };
}

postMessage(measure(new URLSearchParams(self.name)));
