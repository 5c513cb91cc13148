// Models from their specs.
import {
  alexNetSmall,
  heNormal,
  inceptionSmall,
  initialize,
  lenet,
  mlp,
  normal,
  resnet20,
  vggSmall,
  xavierUniform,
} from 'evenkeel';
import type { Draw, Layer } from 'evenkeel';
import { UsageError } from '../errors.js';
import { gaussianDeviation, shapeText, type InitializerName, type ModelSpec } from './spec.js';

const initializers: Readonly<Record<InitializerName, () => Draw>> = {
  normal: () => normal({ std: gaussianDeviation }),
  xavier: () => xavierUniform(),
  he: () => heNormal(),
};

/** What a model asks of images. */
interface Rule {
  readonly rule: string;
  readonly holds: (length: number) => boolean;
}

const atLeast = (least: number): Rule => ({
  rule: `at least ${least}`,
  holds: (length) => length >= least,
});

/** Of height and width; models that are not here take all. */
const rules: Partial<Record<ModelSpec['model'], Rule>> = {
  lenet: { rule: 'multiples of 4', holds: (length) => length % 4 === 0 },
  alexnet: atLeast(15),
  vgg: atLeast(17),
  inception: atLeast(4),
};

/**
 * Builds the model and draws its weights.
 *
 * @throws UsageError  images that the model cannot take, or no batch norm where a model cannot do without
 */
export function buildModel(spec: ModelSpec): Layer {
  checkImages(spec);
  return initialize(built(spec), { seed: spec.seed });
}

function built({ model, shape, classes, activation, batchNorm, init: name }: ModelSpec): Layer {
  const [height, width, channels] = shape;
  const size = [height, width] as const;
  const options = { channels, classes, batchNorm, init: initializers[name]() };
  switch (model) {
    case 'mlp': {
      const sizes = [height * width * channels, 100, 100, 100, classes];
      return mlp({ ...options, sizes, activation });
    }
    case 'lenet':
      return lenet({ ...options, size });
    case 'alexnet':
      return alexNetSmall({ ...options, size });
    case 'vgg':
      return vggSmall({ ...options, size });
    case 'inception':
      return inceptionSmall(options);
    case 'resnet20':
      if (batchNorm) return resnet20(options);
      throw new UsageError(
        '--no-batch-norm must not be given with --model resnet20, whose blocks have batch norm. Use another model.',
      );
  }
}

function checkImages({ model, shape }: ModelSpec): void {
  const asked = rules[model];
  if (asked === undefined || shape.slice(0, 2).every(asked.holds)) return;
  throw new UsageError(
    `--model ${model}: height and width of the images must be ${asked.rule}, got ${shapeText(shape)}. ` +
      'Pad them, or use --model mlp.',
  );
}
