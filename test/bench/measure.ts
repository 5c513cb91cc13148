// One case: we and the peer take turns, so that both meet the same weather.
import { setTimeout as sleep } from 'node:timers/promises';
import { Scope } from 'evenkeel';
import type { BenchCase } from './bench-case.js';
import { ceilingOf, type Machine } from './machine.js';
import type { Layout, Peer } from './peer.js';
import { speedOf, type Result, type Speed } from './report.js';
import { best, median, takeSamples, type Samples } from './samples.js';

export interface MeasureSettings {
  readonly threads: number;
  readonly seconds: number;
  readonly rounds: number;
  readonly peer: Peer | null;
  readonly machine: Machine | null;
}

/** Samples of each turn. */
const fewest = 2;
/** After its turn the peer's threads spin for a while. */
const peerRest = 5;

export async function measureCase(
  benchCase: BenchCase,
  settings: MeasureSettings,
): Promise<Result> {
  using _scope = new Scope();
  const body = benchCase.prepare();
  const seconds = (settings.seconds / settings.rounds) * (benchCase.op === 'training step' ? 4 : 1);
  const rival = settings.peer === null ? null : new Rival(settings.peer, benchCase, settings);
  const ours: number[] = [];
  for (let round = 0; round < settings.rounds; round++) {
    ours.push(...takeSamples(body, seconds, fewest));
    if (rival !== null) {
      await rival.turn(seconds);
      await sleep(peerRest);
    }
  }
  return resultOf(benchCase, settings, { ours, theirs: rival?.result() ?? null });
}

/** The peer in one case: its first turn finds the layout that it does best with. */
class Rival {
  readonly #peer: Peer;
  readonly #case: BenchCase;
  readonly #threads: number;
  #layouts: readonly Layout[];
  #samples = new Map<Layout, number[]>();

  constructor(peer: Peer, benchCase: BenchCase, { threads }: MeasureSettings) {
    this.#peer = peer;
    this.#case = benchCase;
    this.#threads = threads;
    this.#layouts = hasImages(benchCase) ? ['nhwc', 'nchw'] : ['nhwc'];
  }

  async turn(seconds: number): Promise<void> {
    for (const layout of this.#layouts) {
      const settings = { threads: this.#threads, layout, seconds, fewest };
      const samples = await this.#peer.takeSamples(this.#case, settings);
      this.#samples.set(layout, [...(this.#samples.get(layout) ?? []), ...samples]);
    }
    this.#layouts = [this.result().layout];
  }

  result(): { layout: Layout; samples: Samples } {
    const found = [...this.#samples].map(([layout, samples]) => ({ layout, samples }));
    return found.reduce((a, b) => (median(b.samples) < median(a.samples) ? b : a));
  }
}

function hasImages({ op, shape, sizes }: BenchCase): boolean {
  if (op === 'training step') return !shape.startsWith('mlp');
  return 'h' in sizes && sizes.h > 1;
}

function resultOf(
  benchCase: BenchCase,
  { threads, machine }: MeasureSettings,
  { ours, theirs }: { ours: Samples; theirs: { layout: Layout; samples: Samples } | null },
): Result {
  const { op, shape, unit, work, flops } = benchCase;
  const speed = speedOf(work, ours);
  const torch = theirs === null ? null : speedOf(work, theirs.samples);
  const ceiling = machine === null ? null : ceilingOf(machine, threads, benchCase);
  const step = op === 'training step';
  const gflops = step ? flops / best(ours) / 1e9 : null;
  return {
    op,
    shape,
    threads,
    unit,
    ...speed,
    gflops,
    ceiling,
    milliseconds: { median: median(ours) * 1e3, best: best(ours) * 1e3 },
    samples: ours.length,
    fraction: ceiling === null ? null : (gflops ?? speed.best) / ceiling,
    torch: torch === null ? null : { ...torch, layout: theirs!.layout },
    ratio: torch === null ? null : ratioOf(speed, torch),
  };
}

const ratioOf = (a: Speed, b: Speed): Speed => ({
  median: a.median / b.median,
  best: a.best / b.best,
});
