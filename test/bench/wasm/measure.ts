// One case on our WebAssembly kernels, with TensorFlow.js beside them.
import { Scope } from 'evenkeel';
import type { BenchCase } from '../bench-case.js';
import type { BenchOptions } from '../options.js';
import { speedOf } from '../report.js';
import { takeSamples } from '../samples.js';
import type { WasmResult } from './report.js';
import { Rival, type Contender } from './rival.js';

export interface Settings extends Pick<BenchOptions, 'seconds' | 'rounds'> {
  readonly threads: number;
}

/** Lets workers start that were asked for meanwhile: in a page they need it of the thread that asked. */
const breathe = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve));

/** Times one case, TensorFlow.js taking turns if it is there; in Node and in the page. */
export async function measureCase(
  benchCase: BenchCase,
  { seconds: all, rounds, threads }: Settings,
  peer: Contender | null,
): Promise<WasmResult> {
  using _scope = new Scope();
  const { op, shape, unit, work } = benchCase;
  const body = benchCase.prepare();
  const seconds = all / rounds;
  const rival = peer === null ? null : new Rival(peer, benchCase);
  const ours: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await breathe();
    ours.push(...takeSamples(body, { seconds, fewest: 2 }));
    await rival?.turn(seconds);
  }
  const tfjsWasm = rival?.wasm() ?? null;
  const tfjsCpu = (await rival?.cpu(seconds)) ?? null;
  return { op, shape, threads, unit, ...speedOf(work, ours), tfjsWasm, tfjsCpu };
}
