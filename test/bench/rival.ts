// A peer in one case.
import type { BenchCase } from './bench-case.js';
import type { Layout, Peer } from './peer.js';
import { median, type Samples } from './samples.js';

/** After its turn the peer's threads spin for a while. */
const peerRest = 5;
/** Samples of each turn. */
const fewest = 2;

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

  async turn(seconds: number): Promise<void> {
    for (const layout of this.#layouts) {
      const settings = { threads: this.#threads, layout, seconds, fewest };
      const samples = await this.#peer.takeSamples(this.#case, settings);
      this.#samples.set(layout, [...(this.#samples.get(layout) ?? []), ...samples]);
    }
    this.#layouts = [this.result().layout];
    await new Promise((resolve) => setTimeout(resolve, peerRest));
  }

  result(): Timed {
    const found = [...this.#samples].map(([layout, samples]) => ({ layout, samples }));
    return found.reduce((a, b) => (median(b.samples) < median(a.samples) ? b : a));
  }
}
