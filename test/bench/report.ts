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
  /** Under which means are formed. */
  readonly group: string;
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
  /** oneDNN in the same run, channels last; null without it, or where it has no such call. */
  readonly oneDnn: Speed | null;
  /** Our speed over oneDNN's, channels last. */
  readonly oneDnnRatio: Speed | null;
  /** oneDNN in the layout that it prefers. */
  readonly oneDnnOwn: Speed | null;
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
    /** Versions, or null. */
    readonly torch: string | null;
    readonly oneDnn: string | null;
  };
  readonly machine: Machine | null;
  readonly settings: { readonly seconds: number; readonly rounds: number };
  readonly results: readonly Result[];
  /** Geometric means of best over best, by group and number of threads. */
  readonly means: readonly Mean[];
}

export interface Mean {
  readonly group: string;
  readonly threads: number;
  readonly fraction: number | null;
  /** Over PyTorch, over oneDNN, and over oneDNN in its own layouts. */
  readonly ratio: number | null;
  readonly oneDnn: number | null;
  readonly oneDnnOwn: number | null;
  /** The shape that does worst against oneDNN, channels last. */
  readonly worst: { readonly shape: string; readonly ratio: number } | null;
}

export function speedOf(work: number, samples: Samples): Speed {
  return { median: work / median(samples), best: work / best(samples) };
}

/** Means over the shapes of each group; training steps stand for themselves. */
export function meansOf(results: readonly Result[]): Mean[] {
  const groups = new Map<string, Result[]>();
  for (const result of results.filter(({ op }) => op !== 'training step')) {
    const key = `${result.group}/${result.threads}`;
    groups.set(key, [...(groups.get(key) ?? []), result]);
  }
  return [...groups.values()].map((group) => ({
    group: group[0]!.group,
    threads: group[0]!.threads,
    fraction: meanOf(group.map(({ fraction }) => fraction)),
    ratio: meanOf(group.map(({ ratio }) => ratio?.best ?? null)),
    oneDnn: meanOf(group.map(({ oneDnnRatio }) => oneDnnRatio?.best ?? null)),
    oneDnnOwn: meanOf(group.map(({ best, oneDnnOwn }) => oneDnnOwn && best / oneDnnOwn.best)),
    worst: worstOf(group),
  }));
}

function worstOf(group: readonly Result[]): Mean['worst'] {
  const found = group.flatMap(({ shape, oneDnnRatio }) =>
    oneDnnRatio === null ? [] : [{ shape, ratio: oneDnnRatio.best }],
  );
  return found.length === 0 ? null : found.reduce((a, b) => (b.ratio < a.ratio ? b : a));
}

function meanOf(values: readonly (number | null)[]): number | null {
  const present = values.filter((value) => value !== null);
  return present.length < values.length ? null : geometricMean(present);
}
