// What an experiment is: variants of one net or of one way to train it, on the same images from the same seed.
import type { Layer, Optimizer, Parameter, Schedule } from 'evenkeel';
import type { DataPair } from '../data.js';
import type { ExperimentName } from './names.js';

/** What the variants of an experiment are made for. */
export interface Frame {
  readonly data: DataPair;
  readonly seed: number;
  /** Images of a step, and steps, unless a variant has its own. */
  readonly batch: number;
  readonly steps: number;
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
}

export interface Experiment {
  readonly name: ExperimentName;
  /** For the list of experiments and the head of the table. */
  readonly question: string;
  readonly trials: (frame: Frame) => readonly Trial[];
}

/** Wholly connected nets see an image as so many numbers. */
export function inputsOf({ data }: Frame): number {
  return data.train.shape.reduce((product, length) => product * length, 1);
}
