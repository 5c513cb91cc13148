// The matrix product kernel. No checks, no tape.
import type { KernelArgs } from '@evenkeel/kernels';
import type { Shape } from '../core/shape.js';
import { allocate, type Value } from '../core/value.js';

export type MatmulActivation = KernelArgs<'matmul'>['activation'];

/** c[q] = activation(op(a[q]) op(b[q]) + bias); m, n and k are those of the product, after transposing. */
export interface MatmulGeometry {
  readonly batch: number;
  /** Matrices in a: batch, or 1 for one that all share. */
  readonly aBatch: number;
  readonly bBatch: number;
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  /** [n] or none. */
  readonly bias: Value | null;
  readonly activation: MatmulActivation;
  /** Of the result. */
  readonly shape: Shape;
}

export function matmulValue(a: Value, b: Value, geometry: MatmulGeometry): Value {
  const c = allocate(a, geometry.shape);
  a.backend.run('matmul', {
    a: a.handle,
    b: b.handle,
    bias: geometry.bias === null ? null : geometry.bias.handle,
    c: c.handle,
    batch: geometry.batch,
    aBatch: geometry.aBatch,
    bBatch: geometry.bBatch,
    m: geometry.m,
    n: geometry.n,
    k: geometry.k,
    transposeA: geometry.transposeA,
    transposeB: geometry.transposeB,
    activation: geometry.activation,
  });
  return c;
}
