// Layer-sequential unit-variance initialization.
import { orthogonal } from '@evenkeel/init';
import { ArgumentError, assign, generator, tidy, type Tensor } from '@evenkeel/tensor';
import type { Draw, Parameter } from '../core/parameter.js';
import { WeightNorm } from '../layers/weight-norm.js';
import { scaleWeight, type AffineLayer } from './affine-layers.js';
import { layerByLayer, totalVariance, type InitializedModel, type Stop } from './layer-by-layer.js';

export interface LsuvOptions {
  /** How far a variance may be from 1; default 0.01. */
  readonly tolerance?: number;
  /** Most rescalings of one layer; default 10. */
  readonly iterations?: number;
  /** What weights are drawn from first: orthogonal() by default; null keeps those of the model. */
  readonly init?: Draw | null;
  /** Of the draw; default 0. */
  readonly seed?: number;
}

/** What became of one layer. */
export interface LsuvLayer {
  /** Dotted name in the model. */
  readonly name: string;
  /** Variance of its output before and after. */
  readonly before: number;
  readonly variance: number;
  /** How often its weight was scaled. */
  readonly iterations: number;
}

/**
 * Layer-sequential unit-variance initialization (LSUV): weights fitted to data, in one call.
 *
 * Each weight is drawn anew as an orthonormal matrix. Then, in the order in which a batch runs through the model, the
 * weight of each layer is divided by the standard deviation of what the layer gives, w /= sqrt(Var(y)), until
 * |Var(y) - 1| <= tolerance; the next layer sees the scaled signal. Var(y) is taken over all elements, before the
 * activation. A layer without bias needs one step; a bias takes part in the variance and keeps its values.
 *
 * Done for `linear`, `conv1d`, `conv2d`, `convTranspose2d`, `maxout` and `weightNorm`, wherever they stand; layers that
 * are frozen, recurrent or embeddings are left alone. The pass runs in evaluation mode: dropout is off, running statistics
 * stay as they are.
 *
 * @param model  any module of one tensor
 * @param batch  [N, ...], inputs as in training; some hundred examples will do
 * @param options  tolerance = 0.01; iterations = 10; init = orthogonal(), or null to keep the weights; seed = 0
 * @returns  name, variance before and after, and iterations of each layer, in order of calls
 * @throws ArgumentError  a model without weights, a layer whose output does not vary or is not finite, or one that does not
 *     come within the tolerance, as with a bias whose variance is above 1
 * @see Mishkin & Matas 2016, "All you need is a good init", arXiv 1511.06422
 * @example
 * const model = sequential(linear(20, 50), relu(), linear(50, 50), relu(), linear(50, 10));
 * const layers = lsuv(model, generator(1).normal([200, 20]));
 * layers.every(({ variance }) => Math.abs(variance - 1) < 0.01); // true
 */
export function lsuv(
  model: InitializedModel,
  batch: Tensor,
  options: LsuvOptions = {},
): LsuvLayer[] {
  const { tolerance = 0.01, iterations = 10, init = orthogonal(), seed = 0 } = options;
  checkPositive({ tolerance, iterations });
  const report: LsuvLayer[] = [];
  layerByLayer('lsuv', { model, batch }, (stop) => {
    if (init !== null) redraw(stop, { init, seed });
    report.push(fitted(stop, { tolerance, iterations }));
  });
  return report;
}

function checkPositive(settings: Readonly<Record<string, number>>): void {
  for (const [argument, value] of Object.entries(settings)) {
    if (value > 0) continue;
    const rule = { argument, expected: 'a number above 0', received: String(value) };
    throw new ArgumentError({ op: 'lsuv', ...rule });
  }
}

/** Draws the weight from the stream of its name, from what `init` says. */
function redraw(
  { name, layer, again }: Stop,
  { init, seed }: { readonly init: Draw; readonly seed: number },
): void {
  const weight = directionsOf(layer);
  tidy(() => assign(weight, init(weight.shape, generator(seed).fork(`${name}.weight`))));
  again();
}

const directionsOf = (layer: AffineLayer): Parameter =>
  layer instanceof WeightNorm ? layer.v : layer.weight;

function fitted(
  { name, layer, output, again }: Stop,
  { tolerance, iterations }: { readonly tolerance: number; readonly iterations: number },
): LsuvLayer {
  const before = totalVariance(output);
  let variance = before;
  let count = 0;
  while (Math.abs(variance - 1) > tolerance && count < iterations) {
    if (!(variance > 0 && variance < Infinity)) break;
    scaleWeight(layer, 1 / Math.sqrt(variance));
    again();
    variance = totalVariance(output);
    count++;
  }
  if (Math.abs(variance - 1) <= tolerance) return { name, before, variance, iterations: count };
  throw new ArgumentError({
    op: 'lsuv',
    argument: 'batch',
    expected: `one that layer ${name} can give a variance within ${tolerance} of 1`,
    received: `a variance of ${variance} after ${count} iterations`,
    hint: 'A bias adds to it; inputs that are all alike, or dead units before, leave none.',
  });
}
