// What an experiment is: variants of one net or of one way to train it, on the same images from the same seed.
import type { Dataset, Layer, Loss, Optimizer, Parameter, Schedule, Transform } from 'evenkeel';
import type { DataPair } from '../data.js';
import type { ExperimentName } from './names.js';
import type { TrialResult } from './run.js';

/** What the variants of an experiment are made for. */
export interface Frame {
  readonly data: DataPair;
  readonly seed: number;
  /** Images of a step, and steps, unless a variant has its own. */
  readonly batch: number;
  readonly steps: number;
}

/** Numbers that a trial gives beside its tests, by the keys of the experiment's columns. */
export type Measures = Readonly<Record<string, number>>;

/** Where a trial stands in the picture of a sweep. */
export interface SweepPlace {
  /** Which line it belongs to. */
  readonly line: string;
  readonly at: number;
}

/** One line of the table. */
export interface Trial {
  readonly name: string;
  /** Weights not drawn yet. */
  readonly model: () => Layer;
  readonly optimizer: (parameters: readonly Parameter[]) => Optimizer;
  /** The optimizer's own rate unless given. */
  readonly schedule?: Schedule;
  /** Images of a step; the trial then takes as many steps as see the same number of images. */
  readonly batch?: number;
  /** Of weights and batches; that of the frame unless given. */
  readonly seed?: number;
  /** Images to train with; those of the frame unless given. */
  readonly train?: Dataset;
  /** Changes the images of each batch. */
  readonly transform?: Transform;
  /** Cross-entropy unless given. */
  readonly loss?: Loss;
  readonly sweep?: SweepPlace;
  /** What becomes of the weights that were drawn, before the first step. */
  readonly prepare?: (model: Layer, signal: AbortSignal) => Promise<void>;
  /** What becomes of the model before each test. */
  readonly beforeTest?: (model: Layer) => Promise<void>;
  /** What the trained model is like; not asked of one that diverged. */
  readonly measure?: (model: Layer) => Measures | Promise<Measures>;
}

/** A measure of the trials, as a column of the table. */
export interface Column {
  readonly key: string;
  readonly head: string;
  /** A share, shown in percent. */
  readonly percent?: boolean;
}

/** A picture with a point for each trial, in the place of the curves over the steps. */
export interface Sweep {
  /** What `SweepPlace.at` counts. */
  readonly label: string;
  readonly logarithmic?: boolean;
  /** Keys of the columns that are drawn, and what they are together; the test accuracy unless given. */
  readonly keys?: readonly string[];
  readonly what?: string;
}

export interface Experiment {
  readonly name: ExperimentName;
  /** For the list of experiments and the head of the table. */
  readonly question: string;
  readonly columns?: readonly Column[];
  readonly sweep?: Sweep;
  /** Tests of each trial; 4 unless given. */
  readonly tests?: number;
  readonly trials: (frame: Frame) => readonly Trial[];
  /** Measures that come of all trials together, in their order. */
  readonly measureAll?: (results: readonly TrialResult[]) => readonly Measures[];
  /** What came out, in sentences. */
  readonly remarks?: (results: readonly TrialResult[], frame: Frame) => readonly string[];
}

/** Wholly connected nets see an image as so many numbers. */
export function inputsOf({ data }: Frame): number {
  return data.train.shape.reduce((product, length) => product * length, 1);
}

/** Of a wholly connected net: inputs, so many equal hidden layers, classes. */
export function hiddenSizes(
  frame: Frame,
  { layers, units }: { readonly layers: number; readonly units: number },
): number[] {
  const hidden = Array.from({ length: layers }, () => units);
  return [inputsOf(frame), ...hidden, frame.data.train.classes];
}
