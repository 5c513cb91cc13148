// One forward pass that stops at each layer with a weight until it is adjusted: later layers see what the adjusted ones give.
import { ArgumentError, assign, noGrad, tidy, type Tensor } from '@evenkeel/tensor';
import { inEvaluationMode } from '../core/mode.js';
import type { Module } from '../core/module.js';
import { isAffine, type AffineLayer } from './affine-layers.js';

/** A model that takes one tensor. */
export type InitializedModel = Module & { forward(x: Tensor): Tensor };

/** A layer at its first call. */
export interface Stop {
  /** Dotted name in the model. */
  readonly name: string;
  readonly layer: AffineLayer;
  /** What the layer gives now. */
  readonly output: Tensor;
  /** Computes it anew, with the parameters as they are now. */
  readonly again: () => void;
}

/**
 * Runs a model once in evaluation mode and calls `adjust` at the first call of each layer with a weight, in order of the
 * calls. Frozen layers are passed by.
 *
 * @throws ArgumentError  a model without such layers
 */
export function layerByLayer(
  op: string,
  { model, batch }: { readonly model: InitializedModel; readonly batch: Tensor },
  adjust: (stop: Stop) => void,
): void {
  const layers = model
    .namedModules()
    .filter((entry): entry is [string, AffineLayer] => isAffine(entry[1]) && !entry[1].frozen);
  if (layers.length === 0) refuse(op, 'with a layer that has a weight and is not frozen');
  const done = new Set<Module>();
  const stops = layers.map(([name, layer]) =>
    layer.onForward((output, [input]) => {
      if (done.has(layer)) return;
      done.add(layer);
      const again = () => tidy(() => assign(output, layer.forward(input!)));
      adjust({ name, layer, output, again });
    }),
  );
  try {
    inEvaluationMode(model, () => tidy(() => noGrad(() => void model.forward(batch))));
  } finally {
    for (const stop of stops) stop();
  }
}

function refuse(op: string, expected: string): never {
  throw new ArgumentError({ op, argument: 'model', expected, received: 'one without' });
}

/** Mean and variance of each channel of [..., C], in double arithmetic. */
export function channelMoments(output: Tensor): { mean: number[]; variance: number[] } {
  const channels = output.shape.at(-1) ?? 1;
  const values = output.dataSync();
  const rows = values.length / channels;
  const mean = Array.from({ length: channels }, () => 0);
  const variance = Array.from({ length: channels }, () => 0);
  for (let i = 0; i < values.length; i++) mean[i % channels]! += values[i]! / rows;
  for (let i = 0; i < values.length; i++) {
    variance[i % channels]! += (values[i]! - mean[i % channels]!) ** 2 / rows;
  }
  return { mean, variance };
}

/** Variance of all elements, in double arithmetic. */
export function totalVariance(output: Tensor): number {
  const values = output.dataSync();
  let mean = 0;
  for (const value of values) mean += value / values.length;
  let variance = 0;
  for (const value of values) variance += (value - mean) ** 2 / values.length;
  return variance;
}
