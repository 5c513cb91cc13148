import { zeros } from 'evenkeel';
import { describe, expect, it } from 'vitest';
import { buildModel } from './build.js';
import { defaultInitializer, modelNames, type ModelSpec } from './spec.js';

const spec = (model: ModelSpec['model'], shape: ModelSpec['shape']): ModelSpec => ({
  model,
  shape,
  batchNorm: true,
  activation: 'relu',
  seed: 1,
  classes: 7,
  init: defaultInitializer(model),
});

describe.each(modelNames)('%s', (model) => {
  it.each([{ shape: [28, 28, 1] as const }, { shape: [32, 32, 3] as const }])(
    'takes images of $shape',
    ({ shape }) => {
      expect(buildModel(spec(model, shape)).eval().forward(zeros([1, ...shape])).shape).toEqual([1, 7]); // prettier-ignore
    },
  );
});

const kinds = (model: ModelSpec['model'], batchNorm: boolean): string[] => {
  const built = buildModel({ ...spec(model, [28, 28, 1]), batchNorm });
  return built.modules().map(({ kind }) => kind);
};

it.each(modelNames.filter((name) => name !== 'resnet20'))('%s has batch norm if asked', (model) => {
  expect(kinds(model, true)).toContain('BatchNorm');
  expect(kinds(model, false)).not.toContain('BatchNorm');
});

it('resnet20 does not do without batch norm', () => {
  expect(kinds('resnet20', true)).toContain('BatchNorm');
  expect(() => kinds('resnet20', false)).toThrow(
    '--no-batch-norm must not be given with --model resnet20, whose blocks have batch norm. Use another model.',
  );
});

it.each([
  ['lenet', [28, 30, 1], 'multiples of 4, got 28 x 30 x 1'],
  ['alexnet', [14, 28, 1], 'at least 15, got 14 x 28 x 1'],
  ['vgg', [28, 16, 1], 'at least 17, got 28 x 16 x 1'],
  ['inception', [3, 28, 1], 'at least 4, got 3 x 28 x 1'],
] as const)('%s refuses images of %o', (model, shape, rule) => {
  expect(() => buildModel(spec(model, shape))).toThrow(
    `--model ${model}: height and width of the images must be ${rule}. Pad them, or use --model mlp.`,
  );
});
