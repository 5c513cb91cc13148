// One case: we and the peers take turns, so that all meet the same weather.
import { Scope } from 'evenkeel';
import type { BenchCase } from './bench-case.js';
import { ceilingOf, type Machine } from './machine.js';
import { oneDnnLayouts } from './onednn.js';
import type { Layout, Peer } from './peer.js';
import { speedOf, type Result, type Speed } from './report.js';
import { Rival } from './rival.js';
import { best, median, takeSamples, type Samples } from './samples.js';

export interface Peers {
  readonly torch: Peer | null;
  readonly oneDnn: Peer | null;
}

export interface MeasureSettings {
  readonly threads: number;
  readonly seconds: number;
  readonly rounds: number;
  readonly peers: Peers;
  readonly machine: Machine | null;
}

/** The peers of one case; null where one is missing, or cannot do it. */
interface Rivals {
  readonly torch: Rival | null;
  readonly oneDnn: Rival | null;
  /** oneDNN in the layout that it prefers. */
  readonly oneDnnOwn: Rival | null;
}

export async function measureCase(
  benchCase: BenchCase,
  settings: MeasureSettings,
): Promise<Result> {
  using _scope = new Scope();
  const body = benchCase.prepare();
  const seconds = (settings.seconds / settings.rounds) * (benchCase.op === 'training step' ? 4 : 1);
  const rivals = rivalsOf(benchCase, settings);
  const ours: number[] = [];
  for (let round = 0; round < settings.rounds; round++) {
    ours.push(...takeSamples(body, seconds, 2));
    for (const rival of [rivals.torch, rivals.oneDnn, rivals.oneDnnOwn]) await rival?.turn(seconds);
  }
  return resultOf(benchCase, settings, { ours, rivals });
}

function rivalsOf(benchCase: BenchCase, { threads, peers }: MeasureSettings): Rivals {
  const rival = (peer: Peer | null, layouts: readonly Layout[]): Rival | null =>
    peer === null || layouts.length === 0 ? null : new Rival(peer, benchCase, { threads, layouts });
  const { asOurs, own } = oneDnnLayouts(benchCase);
  return {
    torch: rival(peers.torch, hasImages(benchCase) ? ['nhwc', 'nchw'] : ['nhwc']),
    oneDnn: rival(peers.oneDnn, asOurs),
    oneDnnOwn: rival(peers.oneDnn, own),
  };
}

function hasImages({ op, shape, sizes }: BenchCase): boolean {
  if (op === 'training step') return !shape.startsWith('mlp');
  return 'h' in sizes && sizes.h > 1;
}

function resultOf(
  benchCase: BenchCase,
  { threads, machine }: MeasureSettings,
  { ours, rivals }: { ours: Samples; rivals: Rivals },
): Result {
  const { op, shape, unit, work, flops } = benchCase;
  const speed = speedOf(work, ours);
  const ceiling = machine === null ? null : ceilingOf(machine, threads, benchCase);
  const step = op === 'training step';
  const gflops = step ? flops / best(ours) / 1e9 : null;
  const found = rivals.torch?.result() ?? null;
  const torch = found === null ? null : { ...speedOf(work, found.samples), layout: found.layout };
  const speedOfRival = (rival: Rival | null): Speed | null =>
    rival === null ? null : speedOf(work, rival.result().samples);
  const oneDnn = speedOfRival(rivals.oneDnn);
  return {
    op,
    group: benchCase.group ?? op,
    shape,
    threads,
    unit,
    ...speed,
    gflops,
    ceiling,
    milliseconds: { median: median(ours) * 1e3, best: best(ours) * 1e3 },
    samples: ours.length,
    fraction: ceiling === null ? null : (gflops ?? speed.best) / ceiling,
    torch,
    ratio: torch === null ? null : ratioOf(speed, torch),
    oneDnn,
    oneDnnRatio: oneDnn === null ? null : ratioOf(speed, oneDnn),
    oneDnnOwn: speedOfRival(rivals.oneDnnOwn),
  };
}

const ratioOf = (a: Speed, b: Speed): Speed => ({
  median: a.median / b.median,
  best: a.best / b.best,
});
