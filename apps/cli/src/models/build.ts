// Models from their specs.
import { heNormal, initialize, lenet, mlp, normal, xavierUniform } from 'evenkeel';
import type { Draw, Layer } from 'evenkeel';
import { gaussianDeviation, type InitializerName, type ModelSpec } from './spec.js';

const initializers: Readonly<Record<InitializerName, () => Draw>> = {
  normal: () => normal({ std: gaussianDeviation }),
  xavier: () => xavierUniform(),
  he: () => heNormal(),
};

/** Builds the model and draws its weights. */
export function buildModel({ model, batchNorm, activation, init, seed }: ModelSpec): Layer {
  const weights = initializers[init]();
  const built =
    model === 'lenet'
      ? lenet({ batchNorm, init: weights })
      : mlp({ sizes: [784, 100, 100, 100, 10], activation, batchNorm, init: weights });
  initialize(built, { seed });
  return built;
}
