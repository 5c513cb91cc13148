// Numbers drawn from a Beta distribution.
import type { Generator } from '@evenkeel/tensor';

/** Numbers below this are drawn. */
const drawRange = 0x80000000;

/**
 * `count` draws of Beta(alpha, alpha), as the share of the first of two Gamma(alpha) draws.
 *
 * Marsaglia & Tsang 2000, "A simple method for generating gamma variables"; a shape below 1 by its boost. Each draw has a
 * fork of its own, as nobody knows how many tries it takes.
 */
export function betas(generator: Generator, count: number, alpha: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => {
    const next = uniformStream(generator.fork(i));
    const [a, b] = [gamma(alpha, next), gamma(alpha, next)];
    // Both are 0 where a tiny alpha leaves nothing: the limit is a coin.
    return a + b > 0 ? a / (a + b) : Math.round(next());
  });
}

function gamma(shape: number, next: () => number): number {
  if (shape < 1) return gamma(shape + 1, next) * next() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(next);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Box and Muller's, one of the pair. */
const normal = (next: () => number): number =>
  Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next());

/** Numbers above 0 and up to 1. */
function uniformStream(generator: Generator): () => number {
  let draws: Int32Array = new Int32Array(0);
  let at = 0;
  return () => {
    if (at === draws.length) {
      draws = generator.integers(8, drawRange);
      at = 0;
    }
    at += 1;
    return (draws[at - 1]! + 1) / drawRange;
  };
}
