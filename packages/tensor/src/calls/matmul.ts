// The matrix product kernel. No checks, no tape.
import type { KernelArgs } from '@evenkeel/kernels';
import type { Shape } from '../core/shape.js';
import { allocate, type Value } from '../core/value.js';

export type MatmulActivation = KernelArgs<'matmul'>['activation'];

/** What the kernel needs beside its operands; m, n and k are those of the product, after transposing. */
export interface MatmulGeometry {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly batch?: number;
  /** Matrices in a: batch or 1. */
  readonly aBatch?: number;
  readonly bBatch?: number;
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
  readonly bias?: Value | null;
  readonly activation?: MatmulActivation;
  readonly shape: Shape;
}

/** c = activation(op(a) op(b) + bias), under the shape given. */
export function matmulValue(a: Value, b: Value, geometry: MatmulGeometry): Value {
  const { m, n, k, batch = 1, aBatch = batch, bBatch = batch } = geometry;
  const c = allocate(a, geometry.shape);
  a.backend.run('matmul', {
    a: a.handle,
    b: b.handle,
    bias: geometry.bias?.handle ?? null,
    c: c.handle,
    batch,
    aBatch,
    bBatch,
    m,
    n,
    k,
    transposeA: geometry.transposeA === true,
    transposeB: geometry.transposeB === true,
    activation: geometry.activation ?? 'none',
  });
  return c;
}
