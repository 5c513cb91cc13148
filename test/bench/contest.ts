// One case on a number of threads: we and the peers take turns, so that all meet the same weather.
import { setThreads } from 'evenkeel';
import type { BenchCase } from './bench-case.js';
import { ceilingOf, type Machine } from './machine.js';
import { oneDnnLayouts } from './onednn.js';
import type { Layout, Peer } from './peer.js';
import { speedOf, type Result, type Speed } from './report.js';
import { Rival } from './rival.js';
import { best, median, takeSamples, type Stint } from './samples.js';

export interface Peers {
  readonly torch: Peer | null;
  readonly oneDnn: Peer | null;
}

export interface ContestSettings {
  readonly threads: number;
  /** For each turn of each contender. */
  readonly turn: Stint;
  /** Before its first turn; not measured. */
  readonly warmUp: Stint;
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

export interface Contender {
  readonly benchCase: BenchCase;
  readonly body: () => void;
}

export class Contest {
  readonly #case: BenchCase;
  readonly #body: () => void;
  readonly #settings: ContestSettings;
  readonly #rivals: Rivals;
  /** The contest whose peers do the same for this one. */
  readonly #twin: Contest | null;
  readonly #ours: number[] = [];

  /**
   * @param contender  the case, and what it has prepared, which contests on other numbers of threads may share
   * @param others  contests that take turns with this one, before it
   */
  constructor(
    { benchCase, body }: Contender,
    settings: ContestSettings,
    others: readonly Contest[] = [],
  ) {
    this.#case = benchCase;
    this.#body = body;
    this.#settings = settings;
    this.#twin = others.find((other) => other.#asksTheSame(benchCase, settings)) ?? null;
    this.#rivals = this.#twin === null ? rivalsOf(benchCase, settings) : this.#twin.#rivals;
  }

  /** Whether its peers are asked for the same call: recorded or not, a step is one to them. */
  #asksTheSame({ op, sizes }: BenchCase, { threads }: ContestSettings): boolean {
    const own = this.#case;
    return op === own.op && sizes.name === own.sizes.name && threads === this.#settings.threads;
  }

  /** A turn of each contender. */
  async turn(): Promise<void> {
    const { threads, turn, warmUp } = this.#settings;
    setThreads(threads);
    if (this.#ours.length === 0) takeSamples(this.#body, warmUp);
    this.#ours.push(...takeSamples(this.#body, turn));
    if (this.#twin !== null) return;
    const { torch, oneDnn, oneDnnOwn } = this.#rivals;
    for (const rival of [torch, oneDnn, oneDnnOwn]) await rival?.turn(turn, warmUp);
  }

  result(): Result {
    const { op, group, shape, unit, work, flops } = this.#case;
    const { threads, machine } = this.#settings;
    const speed = speedOf(work, this.#ours);
    const ceiling = machine === null ? null : ceilingOf(machine, threads, this.#case);
    const gflops = op === 'training step' ? flops / best(this.#ours) / 1e9 : null;
    const found = this.#rivals.torch?.result() ?? null;
    const torch = found === null ? null : { ...speedOf(work, found.samples), layout: found.layout };
    const speedOfRival = (rival: Rival | null): Speed | null =>
      rival === null ? null : speedOf(work, rival.result().samples);
    const oneDnn = speedOfRival(this.#rivals.oneDnn);
    return {
      op,
      group: group ?? op,
      shape,
      threads,
      unit,
      ...speed,
      gflops,
      ceiling,
      milliseconds: { median: median(this.#ours) * 1e3, best: best(this.#ours) * 1e3 },
      samples: this.#ours.length,
      fraction: ceiling === null ? null : (gflops ?? speed.best) / ceiling,
      torch,
      ratio: torch === null ? null : ratioOf(speed, torch),
      oneDnn,
      oneDnnRatio: oneDnn === null ? null : ratioOf(speed, oneDnn),
      oneDnnOwn: speedOfRival(this.#rivals.oneDnnOwn),
    };
  }
}

function rivalsOf(benchCase: BenchCase, { threads, peers }: ContestSettings): Rivals {
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

const ratioOf = (a: Speed, b: Speed): Speed => ({
  median: a.median / b.median,
  best: a.best / b.best,
});
