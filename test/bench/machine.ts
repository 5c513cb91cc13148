// The machine's ceilings, measured by a C++ program in native/bench.
import type { BenchCase } from './bench-case.js';
import { buildProgram, run } from './program.js';

export interface Ceilings {
  readonly threads: number;
  readonly fmaGflops: number;
  /** The fastest of reading and copying in each level. */
  readonly level2Gbps: number;
  readonly level3Gbps: number;
  readonly dramGbps: number;
}

export interface Machine {
  readonly isa: string;
  /** Bytes of the cache of one core, and of the shared one. */
  readonly level2: number;
  readonly level3: number;
  readonly ceilings: readonly Ceilings[];
}

/** What an empty parallel region costs after a pause, in microseconds. */
export interface RegionCost {
  readonly gap: number;
  readonly microseconds: number;
}

const build = (): Promise<string> => buildProgram('evenkeel_machine');

/**
 * Measures ceilings.
 *
 * @param options.isa  the instruction set that kernels use
 * @param options.seconds  for each figure
 * @throws Error  the program cannot be built or run here
 */
export async function measureMachine(options: {
  readonly isa: string;
  readonly threads: readonly number[];
  readonly seconds: number;
}): Promise<Machine> {
  const { isa, threads, seconds } = options;
  const { stdout } = await run(await build(), [
    'ceilings',
    String(seconds),
    isa,
    ...threads.map(String),
  ]);
  return JSON.parse(stdout) as Machine;
}

/** Measures the cost of parallel regions: of the kernels' own team, or of GNU OpenMP. */
export async function measureRegions(options: {
  readonly starter: 'team' | 'openmp';
  readonly threads: number;
  readonly seconds: number;
}): Promise<readonly RegionCost[]> {
  const { starter, threads, seconds } = options;
  const { stdout } = await run(await build(), [
    'regions',
    String(seconds),
    String(threads),
    starter,
  ]);
  return (JSON.parse(stdout) as { regions: RegionCost[] }).regions;
}

/** The ceiling of a case, in GFLOP/s or GB/s: arithmetic, or the level of memory that holds what it touches. */
export function ceilingOf(machine: Machine, threads: number, benchCase: BenchCase): number {
  const ceilings = machine.ceilings.find((found) => found.threads === threads)!;
  const { footprint } = benchCase;
  if (footprint === 0) return ceilings.fmaGflops;
  if (footprint <= 0.75 * machine.level2 * threads) return ceilings.level2Gbps;
  return footprint <= 0.75 * machine.level3 ? ceilings.level3Gbps : ceilings.dramGbps;
}
