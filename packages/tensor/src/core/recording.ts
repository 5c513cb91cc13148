// The recording that is going on, if any: what runs beside kernels must be told to it, for a replay runs kernels alone.
import type { PhiloxStart } from '@evenkeel/kernels';
import type { Generator } from '../random/generator.js';
import type { Tensor } from './tensor.js';

/** Numbers that a generator gave to a kernel. */
export interface Draw {
  readonly generator: Generator;
  readonly count: number;
  readonly start: PhiloxStart;
}

/** Notes of one recording. */
export interface Recording {
  /** Run in each replay. */
  readonly effects: (() => void)[];
  readonly draws: Draw[];
  /** Leaves that have got a gradient. */
  readonly leaves: Set<Tensor>;
  refuse(reason: string): void;
}

/** Null while nothing is recorded: then it costs one comparison. */
export let recording: Recording | null = null;

export function setRecording(next: Recording | null): void {
  recording = next;
}

/**
 * For layers that change something besides tensors in a forward pass, such as a counter: has it done in each replay of the
 * pass too, if it is being recorded.
 *
 * @param effect  what the pass has just done once
 * @example
 * let passes = 0;
 * const count = () => passes++;
 * count();
 * inEachReplay(count);
 * passes; // 1
 */
export function inEachReplay(effect: () => void): void {
  recording?.effects.push(effect);
}

/**
 * For layers whose forward pass differs from one time to the next by more than tensors and random numbers: if it is being
 * recorded, it will not be replayed.
 *
 * @param reason  such as 'batchNorm weighs each batch anew', for the debug line
 * @example
 * cannotReplay('the layer counts its calls');
 */
export function cannotReplay(reason: string): void {
  recording?.refuse(reason);
}
