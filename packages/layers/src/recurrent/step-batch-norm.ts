// Batch norm along sequences: what it learns is shared by all steps, statistics belong to each.
import { constant, zeros } from '@evenkeel/init';
import * as ops from '@evenkeel/tensor';
import type { Tensor } from '@evenkeel/tensor';
import { Module } from '../core/module.js';
import { parameter, type Parameter } from '../core/parameter.js';
import { batchNorm, type BatchNorm } from '../layers/batch-norm.js';

/** Scale to begin with: at 1, tanh would saturate and the gradient die along the sequence (Cooijmans et al. 2017). */
const firstScale = 0.1;

/** Batch norm whose running statistics depend on the step; steps beyond the last one take those of the last. */
export class StepBatchNorm extends Module {
  /** Scale, [C]. */
  readonly gamma: Parameter;
  /** Shift, [C], or null where a bias follows. */
  readonly beta: Parameter | null;
  /** One for each step. */
  readonly steps: readonly BatchNorm<number>[];

  constructor(channels: number, options: { readonly steps: number; readonly beta: boolean }) {
    super();
    this.gamma = parameter([channels], constant(firstScale));
    this.beta = options.beta ? parameter([channels], zeros()) : null;
    this.steps = Array.from({ length: options.steps }, () =>
      batchNorm(channels, { affine: false }),
    );
    this.nameParts();
  }

  /** @param x  [N, C] of step t */
  override forward(x: Tensor, t: number): Tensor {
    const norm = this.steps[Math.min(t, this.steps.length - 1)]!;
    const y = ops.mul(norm.forward(x), this.gamma);
    return this.beta === null ? y : ops.add(y, this.beta);
  }
}
