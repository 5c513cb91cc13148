// A peer in one case.
import type { BenchCase } from './bench-case.js';
import type { Layout, Peer } from './peer.js';
import { median, type Samples, type Stint } from './samples.js';

/** After its turn the peer's threads spin for a while. */
const peerRest = 5;

interface Timed {
  readonly layout: Layout;
  readonly samples: Samples;
}

export interface RivalSettings {
  readonly threads: number;
  /** If several, then the first turn finds the one that the peer does best with. */
  readonly layouts: readonly Layout[];
}

export class Rival {
  readonly #peer: Peer;
  readonly #case: BenchCase;
  readonly #threads: number;
  #layouts: readonly Layout[];
  #samples = new Map<Layout, number[]>();

  constructor(peer: Peer, benchCase: BenchCase, { threads, layouts }: RivalSettings) {
    this.#peer = peer;
    this.#case = benchCase;
    this.#threads = threads;
    this.#layouts = layouts;
  }

  /** @param warmUp  before the first turn in each layout; not measured */
  async turn(turn: Stint, warmUp: Stint): Promise<void> {
    for (const layout of this.#layouts) {
      const earlier = this.#samples.get(layout);
      if (earlier === undefined) await this.#takeSamples(layout, warmUp);
      const samples = await this.#takeSamples(layout, turn);
      this.#samples.set(layout, [...(earlier ?? []), ...samples]);
    }
    this.#layouts = [this.result().layout];
    await new Promise((resolve) => setTimeout(resolve, peerRest));
  }

  #takeSamples(layout: Layout, stint: Stint): Promise<Samples> {
    return this.#peer.takeSamples(this.#case, { threads: this.#threads, layout, ...stint });
  }

  result(): Timed {
    const found = [...this.#samples].map(([layout, samples]) => ({ layout, samples }));
    return found.reduce((a, b) => (median(b.samples) < median(a.samples) ? b : a));
  }
}
