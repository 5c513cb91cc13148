// What a benchmark is: one call of the public API, what it counts, and what its peer is asked for.
import type { ConvShape, MatmulShape, NormShape, PoolShape } from './shapes.js';

export type Unit = 'GFLOP/s' | 'GB/s' | 'steps/s' | 'samples/s';

/** A training step of a net that the peer knows by name. */
export interface StepSizes {
  readonly name: string;
  readonly batch: number;
  readonly momentum: number;
}

export interface BenchCase {
  /** Such as 'conv input gradient'; the peer knows it by the same name. */
  readonly op: string;
  /** Under which means are formed; the op if it is left out. */
  readonly group?: string;
  readonly shape: string;
  readonly unit: Unit;
  /** What one call does, in the unit times seconds: GFLOP, GB, steps or samples. */
  readonly work: number;
  /** Floating-point operations of one call, two per multiply-add; 0 where memory is the limit. */
  readonly flops: number;
  /** Bytes that one call touches, each counted once; 0 where arithmetic is the limit. */
  readonly footprint: number;
  /** The sizes, for the peer. */
  readonly sizes: ConvShape | MatmulShape | NormShape | PoolShape | StepSizes;
  /** Makes the inputs, in the scope that is open, and gives the call to be timed, which frees what it makes. */
  prepare(): () => void;
}

/** What all cases that count operations have in common. */
export function counted(flops: number): Pick<BenchCase, 'unit' | 'work' | 'flops' | 'footprint'> {
  return { unit: 'GFLOP/s', work: flops / 1e9, flops, footprint: 0 };
}

/**
 * What all cases that count bytes have in common.
 *
 * @param moved  floats that one call must read and write, passes over the same tensor counted each
 * @param touched  floats of all tensors
 */
export function moved(
  moved: number,
  touched: number,
): Pick<BenchCase, 'unit' | 'work' | 'flops' | 'footprint'> {
  return { unit: 'GB/s', work: (4 * moved) / 1e9, flops: 0, footprint: 4 * touched };
}
