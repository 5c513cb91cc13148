// TensorFlow.js in one case: its wasm back end takes turns with us, its cpu back end has one turn on a part of the batch.
import type { BenchCase } from '../bench-case.js';
import type { Peer } from '../peer.js';
import { speedOf, type Speed } from '../report.js';

/** Its cpu back end would take a minute for some calls: it gets 1 / 32 of the images, and speeds are per image. */
const part = 32;

type Sized = Pick<BenchCase, 'op' | 'shape' | 'sizes' | 'work'>;

function smaller({ op, shape, sizes, work }: BenchCase): Sized {
  if ('k' in sizes && 'n' in sizes && 'r' in sizes)
    return { op, shape, sizes: { ...sizes, n: sizes.n / part }, work: work / part };
  if ('momentum' in sizes && sizes.name !== 'mlp')
    return { op, shape, sizes: { ...sizes, batch: sizes.batch / part }, work: work / part };
  return { op, shape, sizes, work };
}

/** TensorFlow.js in a process of its own, or in the page that times us. */
export type Contender = Pick<Peer, 'takeSamples'>;

export class Rival {
  readonly #peer: Contender;
  readonly #case: BenchCase;
  #samples: readonly number[] | null = [];

  constructor(peer: Contender, benchCase: BenchCase) {
    this.#peer = peer;
    this.#case = benchCase;
  }

  async turn(seconds: number): Promise<void> {
    if (this.#samples === null) return;
    const samples = await this.#time(this.#case, { backend: 'wasm', seconds, fewest: 2 });
    this.#samples = samples === null ? null : [...this.#samples, ...samples];
  }

  /** null if it has no kernel for this. */
  wasm(): Speed | null {
    return this.#samples === null ? null : speedOf(this.#case.work, this.#samples);
  }

  async cpu(seconds: number): Promise<Speed | null> {
    const sized = smaller(this.#case);
    const samples = await this.#time(sized, { backend: 'cpu', seconds, fewest: 1 });
    return samples === null ? null : speedOf(sized.work, samples);
  }

  async #time(
    sized: Sized,
    settings: { backend: 'wasm' | 'cpu'; seconds: number; fewest: number },
  ): Promise<readonly number[] | null> {
    try {
      return await this.#peer.takeSamples(sized, settings);
    } catch (error) {
      if (error instanceof Error && /not registered/.test(error.message)) return null;
      throw error;
    }
  }
}
