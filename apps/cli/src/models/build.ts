// Models from their specs.
import { heNormal, initialize, lenet, mlp, normal, xavierUniform } from 'evenkeel';
import type { Draw, Layer } from 'evenkeel';
import { UsageError } from '../errors.js';
import { gaussianDeviation, shapeText, type InitializerName, type ModelSpec } from './spec.js';

const initializers: Readonly<Record<InitializerName, () => Draw>> = {
  normal: () => normal({ std: gaussianDeviation }),
  xavier: () => xavierUniform(),
  he: () => heNormal(),
};

/**
 * Builds the model and draws its weights.
 *
 * @throws UsageError  images that the model cannot take
 */
export function buildModel(spec: ModelSpec): Layer {
  const built = spec.model === 'lenet' ? lenetOf(spec) : mlpOf(spec);
  initialize(built, { seed: spec.seed });
  return built;
}

function mlpOf({ shape, classes, activation, batchNorm, init }: ModelSpec): Layer {
  const [height, width, channels] = shape;
  const sizes = [height * width * channels, 100, 100, 100, classes];
  return mlp({ sizes, activation, batchNorm, init: initializers[init]() });
}

function lenetOf({ shape, classes, batchNorm, init }: ModelSpec): Layer {
  const [height, width, channels] = shape;
  if (height % 4 !== 0 || width % 4 !== 0) {
    throw new UsageError(
      `--model lenet: height and width of the images must be multiples of 4, got ${shapeText(shape)}. ` +
        'Pad them, or use --model mlp.',
    );
  }
  return lenet({ channels, size: [height, width], classes, batchNorm, init: initializers[init]() });
}
