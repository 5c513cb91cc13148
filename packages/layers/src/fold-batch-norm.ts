// Batch norm in evaluation is an affine map of each channel, which the weight before it can take over.
import { tensor, type Tensor } from '@evenkeel/tensor';
import { Parallel } from './containers/parallel.js';
import { Residual } from './containers/residual.js';
import { Sequential } from './containers/sequential.js';
import type { InputOf, OutputOf } from './core/channels.js';
import type { Layer } from './core/layer.js';
import { BatchNorm } from './layers/batch-norm.js';
import { conv1d, Conv1d } from './layers/conv1d.js';
import { conv2d, Conv2d } from './layers/conv2d.js';
import { linear, Linear } from './layers/linear.js';

type Weighted = Linear<number, number> | Conv2d<number, number> | Conv1d<number, number>;

/**
 * The same model for inference, without the batch-norm layers that stand right behind a linear or convolutional layer.
 *
 * weight' = weight * s, bias' = (bias - runningMean) * s + beta, with s = gamma / sqrt(runningVar + eps) per channel
 *
 * Chains, residual connections and parallel branches are built anew, in evaluation mode and frozen; all other layers are
 * shared with the model, which stays as it is but for them: they are put into evaluation mode too. Batch norm that
 * stands elsewhere, or keeps no running statistics, stays.
 *
 * @param model  a layer made of `sequential`, `residual`, `parallel` and others
 * @returns  a layer of the same channels that gives what the model gives in evaluation, up to rounding
 * @example
 * const model = sequential(linear(2, 2), batchNorm(2), relu());
 * foldBatchNorm(model).layers.length; // 2
 */
export function foldBatchNorm<L extends Layer>(model: L): Layer<InputOf<L>, OutputOf<L>> {
  return folded(model).eval();
}

function folded(layer: Layer): Layer {
  if (layer instanceof Sequential) {
    const chain = new Sequential(foldChain(layer.layers as readonly Layer[]));
    chain.fusion = layer.fusion;
    return chain;
  }
  if (layer instanceof Residual) {
    const { body, shortcut } = layer;
    return new Residual(folded(body), shortcut === null ? null : folded(shortcut));
  }
  if (layer instanceof Parallel) {
    return new Parallel((layer.branches as readonly Layer[]).map(folded));
  }
  return layer;
}

function foldChain(layers: readonly Layer[]): Layer[] {
  const chain: Layer[] = [];
  for (let i = 0; i < layers.length; i++) {
    const layer = layers[i]!;
    const next = layers[i + 1];
    if (isWeighted(layer) && next instanceof BatchNorm && next.runningMean !== null) {
      chain.push(merged(layer, next));
      i++;
    } else chain.push(folded(layer));
  }
  return chain;
}

const isWeighted = (layer: Layer): layer is Weighted =>
  layer instanceof Linear || layer instanceof Conv2d || layer instanceof Conv1d;

/** One layer that does what both do. Computed in double, rounded once. */
function merged(layer: Weighted, norm: BatchNorm<number>): Layer {
  const numbers = (source: Tensor | null, absent: number) =>
    source === null
      ? () => absent
      : (
          (values) => (i: number) =>
            values[i]!
        )(source.dataSync());
  const gamma = numbers(norm.gamma, 1);
  const beta = numbers(norm.beta, 0);
  const mean = numbers(norm.runningMean, 0);
  const variance = numbers(norm.runningVar, 1);
  const before = numbers(layer.bias, 0);
  const outputs = layer.weight.shape.at(-1)!;
  const scale = Float64Array.from(
    { length: outputs },
    (_, i) => gamma(i) / Math.sqrt(variance(i) + norm.eps),
  );
  const weight = Float64Array.from(layer.weight.dataSync(), (w, i) => w * scale[i % outputs]!);
  const bias = scale.map((s, i) => (before(i) - mean(i)) * s + beta(i));
  const made = rebuilt(layer, weight, bias);
  made.requiresGrad = false;
  return made;
}

function rebuilt(layer: Weighted, weight: Float64Array, bias: Float64Array): Layer {
  const { shape } = layer.weight;
  const draws = {
    bias: true,
    init: () => tensor(weight, { shape }),
    biasInit: () => tensor(bias, { shape: [bias.length] }),
  };
  if (layer instanceof Linear) return linear(shape[0]!, bias.length, draws);
  if (layer instanceof Conv1d) {
    const { stride, padding, dilation, groups } = layer;
    const options = { kernel: shape[0]!, stride, padding, dilation, groups, ...draws };
    return conv1d(shape[1]! * groups, bias.length, options);
  }
  const { stride, padding, dilation, groups, precision } = layer;
  const kernel = [shape[0]!, shape[1]!] as const;
  const options = { kernel, stride, padding, dilation, groups, precision, ...draws };
  return conv2d(shape[2]! * groups, bias.length, options);
}
