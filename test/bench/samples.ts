// Taking times, and what is made of them.

/** Seconds of single calls. */
export type Samples = readonly number[];

/** Shorter than this the clock is too coarse for: several calls make one sample. */
const shortestSample = 50e-6;

const now = (): number => performance.now() / 1e3;

/** How long to go on for. */
export interface Stint {
  readonly seconds: number;
  /** Samples that are taken at least, however long that takes. */
  readonly fewest: number;
}

/**
 * Calls `body` for some time and gives the seconds of each call.
 *
 * @param body  may be called any number of times
 */
export function takeSamples(body: () => void, { seconds, fewest }: Stint): Samples {
  const calls = callsPerSample(body);
  const samples: number[] = [];
  const end = now() + seconds;
  do {
    const start = now();
    for (let i = 0; i < calls; i++) body();
    samples.push((now() - start) / calls);
  } while (samples.length < fewest || now() < end);
  return samples;
}

/** Warms up, and finds how many calls are long enough for the clock. */
function callsPerSample(body: () => void): number {
  for (let calls = 1; ; calls *= 2) {
    const start = now();
    for (let i = 0; i < calls; i++) body();
    if (now() - start >= shortestSample) return calls;
  }
}

export function median(samples: Samples): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export const best = (samples: Samples): number => Math.min(...samples);

export function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}
