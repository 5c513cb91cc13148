// Layers whose output can be scaled and shifted by their parameters: what data-driven initialization works on.
import * as ops from '@evenkeel/tensor';
import { assign, noGrad, tensor, tidy, type Tensor } from '@evenkeel/tensor';
import type { Module } from '../core/module.js';
import type { Parameter } from '../core/parameter.js';
import { ConvTranspose2d } from '../layers/conv-transpose2d.js';
import { Conv1d } from '../layers/conv1d.js';
import { Conv2d } from '../layers/conv2d.js';
import { Linear } from '../layers/linear.js';
import { Maxout } from '../layers/maxout.js';
import { WeightNorm } from '../layers/weight-norm.js';

/** A layer with a weight, perhaps a bias, and nothing behind them but, in maxout, the largest of pieces. */
export type AffineLayer =
  | Linear<number, number>
  | Conv1d<number, number>
  | Conv2d<number, number>
  | ConvTranspose2d<number, number>
  | Maxout<number, number>
  | WeightNorm<number, number>;

const kinds = [Linear, Conv1d, Conv2d, ConvTranspose2d, Maxout, WeightNorm] as const;

export function isAffine(module: Module): module is AffineLayer {
  return kinds.some((kind) => module instanceof kind);
}

/** The parameter that a factor of the weight acts on: of weight norm the lengths. */
export function weightOf(layer: AffineLayer): Parameter {
  return layer instanceof WeightNorm ? layer.g : layer.weight;
}

/** Multiplies the weight, or the weights of each output channel, in place. */
export function scaleWeight(layer: AffineLayer, factors: number | readonly number[]): void {
  const weight = weightOf(layer);
  update(weight, () => {
    if (typeof factors === 'number') return ops.mul(weight, factors);
    return ops.mul(weight, perColumn(layer, factors));
  });
}

/** bias = scale * bias + shift, per output channel, in place. */
export function changeBias(
  layer: AffineLayer,
  change: { readonly scale: readonly number[]; readonly shift: readonly number[] },
): void {
  const { bias } = layer;
  if (bias === null) return;
  const repeated = (numbers: readonly number[]) => tensor(piecewise(layer, numbers));
  update(bias, () => ops.add(ops.mul(bias, repeated(change.scale)), repeated(change.shift)));
}

function update(parameter: Parameter, next: () => Tensor): void {
  noGrad(() => tidy(() => assign(parameter, next())));
}

/** One number for each piece of each channel. */
function piecewise(layer: AffineLayer, numbers: readonly number[]): number[] {
  if (!(layer instanceof Maxout)) return [...numbers];
  return numbers.flatMap((number) => Array.from({ length: layer.pieces }, () => number));
}

/** Factors that broadcast to the weight. */
function perColumn(layer: AffineLayer, factors: readonly number[]): Tensor {
  if (!(layer instanceof ConvTranspose2d)) return tensor(piecewise(layer, factors));
  // [out / groups, in]: input channel c belongs to a group, whose outputs stand in the rows.
  const [, , rows = 0, inputs = 0] = layer.weight.shape;
  const table = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: inputs }, (_unused, c) => {
      const group = Math.floor((c * layer.groups) / inputs);
      return factors[group * rows + row]!;
    }),
  );
  return tensor(table);
}
