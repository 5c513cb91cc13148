// Data-dependent initialization: every channel normalized on data, and layers that learn at the same rate.
import { ArgumentError, generator, tidy, type Tensor } from '@evenkeel/tensor';
import { changeBias, scaleWeight } from './affine-layers.js';
import { balanceLayers } from './balance-layers.js';
import {
  channelMoments,
  layerByLayer,
  type InitializedModel,
  type Stop,
} from './layer-by-layer.js';

export interface DataDependentInitOptions {
  /** Mean that each channel gets, in layers with a bias; default 0. */
  readonly mean?: number;
  /** Whether to balance the rates of change of the layers as well; default false. */
  readonly balance?: boolean;
  /** Of the random output gradients that `balance` sends back; default 0. */
  readonly seed?: number;
}

/** What became of one layer. */
export interface DataDependentLayer {
  /** Dotted name in the model. */
  readonly name: string;
  /** Largest |mean - wanted| of a channel, in a layer with a bias, and largest |variance - 1|, on the batch. */
  readonly mean: number;
  readonly variance: number;
}

/**
 * Data-dependent initialization of Krähenbühl et al.: weights as they were drawn, fitted to data.
 *
 * Within layers: in the order in which a batch runs through the model, channel i of each layer with mean mu_i and standard
 * deviation s_i over the batch becomes w_i /= s_i, b_i = (b_i - mu_i) / s_i + mean, so that before each activation every
 * channel has variance 1 and that mean. Without a bias the mean stays where the scaled weight puts it.
 *
 * Between layers, with `balance`: C_k^2 = E[(dl/dw_k)^2] / E[w_k^2], the rate at which a step of the optimizer changes
 * layer k, with l = sum of the outputs times random numbers, becomes the same in all layers: w_k and b_k are scaled up by
 * what the layer behind is scaled down. That leaves the function as it is where all that stands between layers is
 * homogeneous (relu, leaky relu, maxout, pooling), in one chain; elsewhere it is refused and the weights stay.
 *
 * Done for the layers that `lsuv` takes, in evaluation mode; frozen ones are left alone.
 *
 * @param model  any module of one tensor, drawn from Gaussians or anything else
 * @param batch  [N, ...], inputs as in training; more examples than the channels have inputs
 * @param options  mean = 0; balance = false; seed = 0
 * @returns  name, and how far off means and variances of the channels are, of each layer in order of calls
 * @throws ArgumentError  a model without weights, a channel that does not vary, or, with `balance`, a model whose function
 *     it would change
 * @see Krähenbühl, Doersch, Donahue & Darrell 2016, "Data-dependent initializations of convolutional neural networks", arXiv
 *     1511.06856
 * @example
 * const model = sequential(linear(20, 50), relu(), linear(50, 10));
 * const layers = dataDependentInit(model, generator(1).normal([200, 20]));
 * layers.every(({ variance }) => variance < 1e-3); // true
 */
export function dataDependentInit(
  model: InitializedModel,
  batch: Tensor,
  options: DataDependentInitOptions = {},
): DataDependentLayer[] {
  const { mean = 0, balance = false, seed = 0 } = options;
  const report: DataDependentLayer[] = [];
  const names: Stop['name'][] = [];
  layerByLayer('dataDependentInit', { model, batch }, (stop) => {
    report.push(normalized(stop, mean));
    names.push(stop.name);
  });
  if (balance) {
    tidy(() => balanceLayers(model, batch, { names, source: generator(seed) }));
  }
  return report;
}

/** A second round mends what rounding left of a mean far from 0, and what maxout did with the largest of pieces. */
const rounds = 2;

function normalized({ name, layer, output, again }: Stop, wanted: number): DataDependentLayer {
  for (let round = 0; round < rounds; round++) {
    const { mean, variance } = channelMoments(output);
    const still = variance.findIndex((v) => !(v > 0 && v < Infinity));
    if (still >= 0) refuseStill(name, still, variance[still]!);
    const scale = variance.map((v) => 1 / Math.sqrt(v));
    scaleWeight(layer, scale);
    const shift = mean.map((mu, i) => wanted - mu * scale[i]!);
    changeBias(layer, { scale, shift });
    again();
  }
  const { mean, variance } = channelMoments(output);
  const worst = (numbers: readonly number[], goal: number) =>
    numbers.reduce((most, value) => Math.max(most, Math.abs(value - goal)), 0);
  const off = layer.bias === null ? 0 : worst(mean, wanted);
  return { name, mean: off, variance: worst(variance, 1) };
}

function refuseStill(name: string, channel: number, variance: number): never {
  throw new ArgumentError({
    op: 'dataDependentInit',
    argument: 'batch',
    expected: `one over which channel ${channel} of layer ${name} varies`,
    received: `a variance of ${variance}`,
    hint: 'All inputs of the channel may be dead or alike: draw the weights anew, or take more examples.',
  });
}
