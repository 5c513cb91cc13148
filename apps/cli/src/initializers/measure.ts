// How the signal and its gradient come through a deep chain of layers under each scheme.
import {
  BatchNorm,
  generator,
  initialize,
  Linear,
  mlp,
  mul,
  Scope,
  sum,
  tensor,
  type Layer,
  type Tensor,
} from 'evenkeel';
import type { ActivationName } from '../models/spec.js';
import { schemesFor, type Scheme } from './schemes.js';

export interface ChainSettings {
  readonly activation: ActivationName;
  readonly layers: number;
  readonly units: number;
  readonly batch: number;
  readonly seed: number;
}

export interface SchemeResult {
  readonly name: string;
  /** Deviation over batch and units of what each layer gives before its activation, from the first layer on. */
  readonly deviations: readonly number[];
  /** Deviation of the gradient at the input, where that at the output is 1. */
  readonly inputGradient: number;
  /** Share of the last layer's variance that lies between inputs, not between units: what of the signal says something. */
  readonly inputShare: number;
}

/** Measures every scheme on the same Gaussian input of deviation 1. */
export function compareSchemes(settings: ChainSettings): SchemeResult[] {
  return schemesFor(settings.activation).map((scheme) => measure(scheme, settings));
}

function measure(
  scheme: Scheme,
  { activation, layers, units, batch, seed }: ChainSettings,
): SchemeResult {
  using _scope = new Scope();
  const draws = generator(seed);
  const x = tensor(draws.fork('input').normal([batch, units]).dataSync(), {
    shape: [batch, units],
    requiresGrad: true,
  });
  const sizes = Array.from({ length: layers + 1 }, () => units);
  const { batchNorm = false, init, fit } = scheme;
  const model = mlp({ sizes, activation, batchNorm, init });
  initialize(model, { seed });
  fit?.(model, x);

  const outputs: Tensor[] = [];
  const watched = beforeActivations(model, batchNorm);
  const stops = watched.map((layer) => layer.onForward((output) => void outputs.push(output)));
  const result = model.forward(x);
  for (const stop of stops) stop();
  sum(mul(result, draws.fork('gradient').normal([batch, units]))).backward();
  return {
    name: scheme.name,
    deviations: outputs.map((output) => deviationOf(output.dataSync())),
    inputGradient: deviationOf(x.grad!.dataSync()),
    inputShare: inputShareOf(outputs.at(-1)!),
  };
}

/** The layers whose output goes into an activation, and the last one. */
function beforeActivations(model: Layer, batchNorm: boolean): Layer[] {
  const all = model.modules();
  const linears = all.filter((layer) => layer instanceof Linear);
  if (!batchNorm) return linears;
  return [...all.filter((layer) => layer instanceof BatchNorm), linears.at(-1)!];
}

const deviationOf = (values: ArrayLike<number>): number => Math.sqrt(varianceOf(values));

function varianceOf(values: ArrayLike<number>): number {
  let mean = 0;
  for (let i = 0; i < values.length; i++) mean += values[i]! / values.length;
  let variance = 0;
  for (let i = 0; i < values.length; i++) variance += (values[i]! - mean) ** 2 / values.length;
  return variance;
}

/** Of [N, C]: the mean of the units' variances over the variance of all numbers; 0 if nothing varies. */
function inputShareOf(output: Tensor): number {
  const [rows = 0, units = 0] = output.shape;
  const values = output.dataSync();
  const total = varianceOf(values);
  let within = 0;
  for (let unit = 0; unit < units; unit++) {
    const own = Float64Array.from({ length: rows }, (_, row) => values[row * units + unit]!);
    within += varianceOf(own) / units;
  }
  return total === 0 ? 0 : within / total;
}
