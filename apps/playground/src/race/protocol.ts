// What page and worker say to each other.
import type { DistributionRecord } from '@evenkeel/monitor';
import type { Settings } from '../settings.js';
import type { Failure } from './contestant.js';
import type { Axis } from './axes.js';
import type { PerNet } from './net-names.js';

export type ToWorker =
  /** Begin anew at step 0, and train at once if `playing`. */
  | { readonly kind: 'start'; readonly settings: Settings; readonly playing: boolean }
  | { readonly kind: 'play' }
  | { readonly kind: 'pause' }
  | { readonly kind: 'step' }
  /** Settings that differ only in what is looked at, or in where to pause. */
  | { readonly kind: 'view'; readonly settings: Settings }
  /** Train on these files from now on, from step 0; what was there stays if they cannot be read. */
  | { readonly kind: 'files'; readonly files: readonly File[] }
  | { readonly kind: 'digits' }
  /** Ask for all figures as text. */
  | { readonly kind: 'table' };

export type FromWorker =
  /** With what computes, in words. */
  | { readonly kind: 'ready'; readonly backend: string }
  | { readonly kind: 'data'; readonly data: DataInfo }
  | { readonly kind: 'snapshot'; readonly snapshot: Snapshot }
  | { readonly kind: 'findings'; readonly findings: PerNet<readonly string[]> }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'table'; readonly text: string }
  | { readonly kind: 'failed'; readonly message: string };

/** What the page says of a data set. */
export interface DataInfo {
  readonly id: string;
  readonly title: string;
  readonly train: number;
  readonly test: number;
  readonly classes: number;
  /** [H, W] */
  readonly shape: readonly [number, number];
  /** The first training images, one after the other, [count, H, W]. */
  readonly samples: Uint8Array;
  readonly sampleLabels: readonly number[];
}

/** Everything that the figures show, at one step. */
export interface Snapshot {
  readonly step: number;
  readonly state: 'playing' | 'paused' | 'over';
  /** The step at which training pauses by itself. */
  readonly goal: number;
  /** Null until it is known. */
  readonly stepsPerSecond: number | null;
  /** Of the distributions; the same for both nets unless one has exploded. */
  readonly axes: PerNet<Axis>;
  readonly nets: PerNet<NetSnapshot>;
}

export interface NetSnapshot {
  readonly loss: Curve;
  readonly lastLoss: number | null;
  readonly accuracy: Curve;
  /** The 15th, 50th and 85th percentile of the inputs of the chosen unit. */
  readonly percentiles: { readonly steps: Float64Array; readonly values: readonly Float64Array[] };
  /** What reached the activation of the chosen layer before the first step, */
  readonly first: DistributionRecord;
  /** and at the last look. */
  readonly inputs: DistributionRecord;
  /** Shares of the inputs and of the units; null where the activation has no such place. */
  readonly saturated: number | null;
  readonly dead: number | null;
  readonly failure: Failure | null;
}

export interface Curve {
  readonly steps: Float64Array;
  readonly values: Float64Array;
}
