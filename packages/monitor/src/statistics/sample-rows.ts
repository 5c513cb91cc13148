// Which rows of a large tensor are looked at: as many as the budget allows, spread evenly, the same each time.
import { gather, keep, reshape, tensor, type Tensor } from '@evenkeel/tensor';
import type { Rows } from './duplicates.js';

/** The golden ratio's fraction: multiples of it fall evenly into [0, 1) and never into step with rows of an image. */
const stride = 0.618033988749895;

/**
 * `count` of `rows`, one from each of as many equal stretches, at a place in it that differs from stretch to stretch:
 * rows at equal distances would all lie in one column of an image.
 */
export function sampledRows(rows: number, count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, i) =>
    Math.floor(((i + ((i * stride) % 1)) * rows) / count),
  );
}

/** Reads samples of tensors; the lists of rows stay with the back end from one look to the next. */
export class Sampler {
  readonly #budget: number;
  readonly #rows = new Map<string, Tensor>();

  /** @param budget  most numbers of a tensor to read; one row is read in any case */
  constructor(budget: number) {
    this.#budget = budget;
  }

  /** The last axis of x [..., C] are the units. */
  read(x: Tensor): Rows {
    const units = x.shape.at(-1) ?? 1;
    const rows = units === 0 ? 0 : x.size / units;
    const count = Math.min(rows, Math.max(1, Math.floor(this.#budget / units)));
    const seen = count === rows ? x : gather(reshape(x, [rows, units]), this.#indices(rows, count));
    return { values: seen.dataSync() as Float32Array | Float64Array, units };
  }

  dispose(): void {
    for (const indices of this.#rows.values()) indices.dispose();
    this.#rows.clear();
  }

  #indices(rows: number, count: number): Tensor {
    const key = `${rows} ${count}`;
    const present = this.#rows.get(key);
    if (present !== undefined) return present;
    const made = keep(tensor(sampledRows(rows, count)));
    this.#rows.set(key, made);
    return made;
  }
}
