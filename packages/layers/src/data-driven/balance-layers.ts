// Layers that change at the same rate: scale is moved from one to the next without changing what the model computes.
import * as ops from '@evenkeel/tensor';
import { ArgumentError, noGrad, tidy, type Generator, type Tensor } from '@evenkeel/tensor';
import { inEvaluationMode } from '../core/mode.js';
import { changeBias, isAffine, scaleWeight, weightOf, type AffineLayer } from './affine-layers.js';
import type { InitializedModel } from './layer-by-layer.js';

/** Random output gradients that the rates are averaged over. */
const draws = 4;
/** Relative change of the outputs that rounding may make. */
const rounding = 1e-3;

interface Chain {
  /** Of the layers, in order of calls. */
  readonly names: readonly string[];
  readonly source: Generator;
}

/**
 * Scales layer k by sqrt(C_k / C), C the geometric mean of the rates C_k; the product of all factors is 1. Its output is
 * then scaled by the product of the factors so far, and so is its bias.
 */
export function balanceLayers(
  model: InitializedModel,
  batch: Tensor,
  { names, source }: Chain,
): void {
  const modules = new Map(model.namedModules());
  const layers = names.map((name) => modules.get(name)!).filter(isAffine);
  const before = model.stateDict();
  const outputs = outputsOf(model, batch);
  const rates = ratesOf(model, batch, { layers, source });
  const level = Math.exp(rates.reduce((sum, rate) => sum + Math.log(rate), 0) / rates.length);
  let total = 1;
  layers.forEach((layer, k) => {
    const factor = Math.sqrt(rates[k]! / level);
    total *= factor;
    scaleWeight(layer, factor);
    const channels = layer.bias?.size ?? 0;
    const scale = Array.from({ length: channels }, () => total);
    changeBias(layer, { scale, shift: scale.map(() => 0) });
  });
  const change = distance(outputsOf(model, batch), outputs);
  if (change <= rounding) return;
  model.loadStateDict(before);
  throw new ArgumentError({
    op: 'dataDependentInit',
    argument: 'balance',
    expected:
      'false for a model that is no chain of layers with relu, leaky relu, maxout or pooling between them',
    received: `true, which changed the outputs by ${change.toPrecision(2)} of their size`,
  });
}

/** C_k of each layer. */
function ratesOf(
  model: InitializedModel,
  batch: Tensor,
  { layers, source }: { readonly layers: readonly AffineLayer[]; readonly source: Generator },
): number[] {
  const squares = layers.map(() => 0);
  // Copies, since a gradient is freed when another takes its place.
  const kept = noGrad(() =>
    model
      .parameters()
      .map((parameter) => [parameter, parameter.grad && ops.mul(parameter.grad, 1)] as const),
  );
  inEvaluationMode(model, () => {
    for (let draw = 0; draw < draws; draw++) {
      for (const [parameter] of kept) parameter.grad = null;
      tidy(() => {
        const y = model.forward(batch);
        y.backward(source.fork(draw).normal(y.shape));
        layers.forEach((layer, k) => (squares[k]! += meanSquare(gradientOf(layer))));
      });
    }
  });
  for (const [parameter, grad] of kept) parameter.grad = grad;
  return layers.map((layer, k) => Math.sqrt(squares[k]! / draws / meanSquare(weightOf(layer))));
}

function gradientOf(layer: AffineLayer): Tensor {
  const { grad } = weightOf(layer);
  if (grad !== null) return grad;
  const rule = { argument: 'model', expected: 'one whose output depends on all its layers' };
  throw new ArgumentError({
    op: 'dataDependentInit',
    ...rule,
    received: 'a layer without gradient',
  });
}

const meanSquare = (x: Tensor): number => noGrad(() => tidy(() => ops.mean(ops.square(x)).item()));

function outputsOf(model: InitializedModel, batch: Tensor): Tensor {
  return inEvaluationMode(model, () => noGrad(() => model.forward(batch)));
}

/** Root mean square of the difference over that of b. */
function distance(a: Tensor, b: Tensor): number {
  return Math.sqrt(meanSquare(noGrad(() => ops.sub(a, b))) / meanSquare(b));
}
