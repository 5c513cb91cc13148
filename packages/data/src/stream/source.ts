// What a stream is made from: samples by number, as files on a disk, or one after the other, as lines of a log.
import type { RawBatch } from '../batch.js';

/** What is known of the samples beforehand. */
export interface SampleKind {
  /** For errors. */
  readonly name: string;
  /** Samples of one epoch. */
  readonly count: number;
  /** Of one sample, such as [H, W, C]. */
  readonly shape: readonly number[];
  readonly classes: number;
  /** [classes], for people; where they are known. */
  readonly classNames?: readonly string[];
  /** Differs where the samples do; saved with the position, so that no run goes on with other data. */
  readonly identity?: string;
}

/** Samples that are read by number, in any order and several batches at once. */
export interface IndexedSource extends SampleKind {
  /**
   * Reads some samples.
   *
   * @param indices  numbers from 0 to count - 1; the answer has their order
   */
  read(indices: Int32Array): Promise<RawBatch>;
  /** Gives up what reading took, such as threads. */
  close?(): Promise<void>;
}

/** One sample of an iterable. */
export interface Sample {
  /** As many values as the shape says, row-major; bytes are scaled to 0 … 1. */
  readonly x: Uint8Array | Float32Array;
  /** Class, from 0 to classes - 1. */
  readonly y: number;
}

/** Samples that come one after the other, the same ones in the same order on every pass. */
export interface SequentialSource extends SampleKind {
  /** Starts a pass from the first sample. */
  open(): AsyncIterable<Sample> | Iterable<Sample>;
}

export type StreamSource = IndexedSource | SequentialSource;
