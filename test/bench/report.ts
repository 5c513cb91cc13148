// The document that a run gives, and what follows from its figures.
import type { Unit } from './bench-case.js';
import type { Machine } from './machine.js';
import type { Layout } from './peer.js';
import { best, geometricMean, median, type Samples } from './samples.js';

/** Work per second, in the unit of the case. */
export interface Speed {
  readonly median: number;
  readonly best: number;
}

export interface Result extends Speed {
  readonly op: string;
  readonly shape: string;
  readonly threads: number;
  readonly unit: Unit;
  readonly milliseconds: Speed;
  readonly samples: number;
  /** Of a training step, by the operations of its layers; of others null. */
  readonly gflops: number | null;
  /** In GFLOP/s or GB/s; null if it was not measured. */
  readonly ceiling: number | null;
  /** Best speed over the ceiling. */
  readonly fraction: number | null;
  /** PyTorch in the same run, in the layout that it does best with; null without it. */
  readonly torch: (Speed & { readonly layout: Layout }) | null;
  /** Our speed over PyTorch's. */
  readonly ratio: Speed | null;
}

export interface Report {
  readonly schema: 1;
  readonly date: string;
  readonly system: {
    readonly processor: string;
    readonly processors: number;
    /** Load of the last minute before the run: above 0.5 or so the figures mean little. */
    readonly load: number;
    readonly node: string;
    readonly evenkeel: string;
    readonly isa: string;
    /** Version, or null. */
    readonly torch: string | null;
  };
  readonly machine: Machine | null;
  readonly settings: { readonly seconds: number; readonly rounds: number };
  readonly results: readonly Result[];
  /** Geometric means of best over best, by op and number of threads. */
  readonly means: readonly Mean[];
}

export interface Mean {
  readonly op: string;
  readonly threads: number;
  readonly fraction: number | null;
  readonly ratio: number | null;
}

export function speedOf(work: number, samples: Samples): Speed {
  return { median: work / median(samples), best: work / best(samples) };
}

/** Means over the shapes of each op; training steps stand for themselves. */
export function meansOf(results: readonly Result[]): Mean[] {
  const groups = new Map<string, Result[]>();
  for (const result of results.filter(({ op }) => op !== 'training step')) {
    const key = `${result.op}/${result.threads}`;
    groups.set(key, [...(groups.get(key) ?? []), result]);
  }
  return [...groups.values()].map((group) => ({
    op: group[0]!.op,
    threads: group[0]!.threads,
    fraction: meanOf(group.map(({ fraction }) => fraction)),
    ratio: meanOf(group.map(({ ratio }) => ratio?.best ?? null)),
  }));
}

function meanOf(values: readonly (number | null)[]): number | null {
  const present = values.filter((value) => value !== null);
  return present.length < values.length ? null : geometricMean(present);
}
