// The small versions, for images of 32x32, in numbers.
import { createReferenceBackend } from '@evenkeel/kernels';
import { summary, type Layer } from '@evenkeel/layers';
import { crossEntropy, generator, setBackend, tensor } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { alexNetSmall, inceptionSmall, vggSmall, type ActivationName } from './index.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float32' })));

const kinds = (model: Layer): string[] => model.modules().map(({ kind }) => kind);
const stateNames = (model: Layer): string[] => model.namedState().map(([name]) => name);

/** Parameters that a backward pass gives no gradient, or one of zeros. */
function idleParameters(model: Layer, shape: readonly number[]): string[] {
  const x = generator(1).normal(shape);
  crossEntropy(model.forward(x), tensor(new Int32Array(shape[0]!).fill(1))).backward();
  return model
    .namedParameters()
    .filter(([, { grad }]) => grad?.dataSync().some((value) => value !== 0) !== true)
    .map(([name]) => name);
}

/** Names and shapes of the weights: what a seed draws for them depends on nothing else. */
const weightsOf = (model: Layer) =>
  model
    .namedParameters()
    .filter(([name]) => name.endsWith('weight'))
    .map(([name, { shape }]) => [name, shape]);

describe('alexNetSmall', () => {
  it('has the layers of AlexNet', () => {
    const model: Layer<3, 10> = alexNetSmall({ batchNorm: false });
    const found = summary(model, [1, 32, 32, 3]);
    expect(found.rows.find(({ kind }) => kind === 'Flatten')?.shape).toEqual([1, 3 * 3 * 128]);
    expect(summary(alexNetSmall(), [2, 32, 32, 3]).parameters).toBe(970_314);
    const count = (kind: string) => kinds(model).filter((one) => one === kind).length;
    expect(['Conv2d', 'Linear', 'MaxPool2d', 'LocalResponseNorm', 'Dropout'].map(count)).toEqual([
      5, 3, 3, 2, 2,
    ]);
    expect(kinds(alexNetSmall())).not.toContain('LocalResponseNorm');
    expect(kinds(alexNetSmall())).not.toContain('Dropout');
    expect(kinds(alexNetSmall({ dropout: 0.2 }))).toContain('Dropout');
  });

  it.each([true, false])('learns everywhere (batch norm: %s)', (batchNorm) => {
    const model = alexNetSmall({ channels: 1, size: [16, 15], classes: 4, batchNorm, dropout: 0 });
    expect(idleParameters(model, [4, 16, 15, 1])).toEqual([]);
  });

  it('refuses images that the poolings leave nothing of, and sizes that are no height and width', () => {
    const size = [32] as unknown as [number, number];
    expect(() => alexNetSmall({ size })).toThrow('two whole numbers from 15 on, got [32]');
    expect(() => alexNetSmall({ size: [32, 14] })).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: alexNetSmall: size must be two whole numbers from 15 on, got [32, 14]. Pad smaller images.]`,
    );
  });
});

describe('vggSmall', () => {
  it('has the sixteen layers of VGG-16', () => {
    const model: Layer<3, 10> = vggSmall();
    const { parameters, warnings, rows } = summary(model, [1, 32, 32, 3]);
    expect(parameters).toBe(956_410);
    expect(warnings).toEqual([]);
    expect(rows.filter(({ kind }) => kind === 'Conv2d' || kind === 'Linear')).toHaveLength(16);
    expect(rows.find(({ kind }) => kind === 'Flatten')?.shape).toEqual([1, 128]);
  });

  it.each([true, false])(
    'learns everywhere, from images of any size (batch norm: %s)',
    (batchNorm) => {
      const model = vggSmall({ channels: 1, size: [17, 20], classes: 4, batchNorm });
      expect(idleParameters(model, [2, 17, 20, 1])).toEqual([]);
    },
  );

  it('refuses images that the poolings leave nothing of', () => {
    expect(() => vggSmall({ size: [16, 32] })).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: vggSmall: size must be two whole numbers from 17 on, got [16, 32]. Pad smaller images.]`,
    );
  });

  it('draws the same weights with batch norm and without', () => {
    const model = vggSmall({ batchNorm: false, dropout: 0.1 });
    expect(weightsOf(model)).toEqual(weightsOf(vggSmall()));
  });
});

describe('inceptionSmall', () => {
  it('has the same weights under the same names whatever stands around them', () => {
    const plain = inceptionSmall({ batchNorm: false, localResponseNorm: true, dropout: 0.4 });
    expect(weightsOf(plain)).toEqual(weightsOf(inceptionSmall({ activation: 'sigmoid' })));
    expect(stateNames(plain).slice(0, 3)).toEqual(['0.0.weight', '0.0.bias', '2.0.0.weight']);
    expect(stateNames(plain)).toContain('6.1.random');
    const found = kinds(plain);
    expect(found).toEqual(expect.arrayContaining(['LocalResponseNorm', 'Dropout', 'relu']));
    expect(found).not.toContain('BatchNorm');
    expect(kinds(inceptionSmall({ activation: 'tanh' }))).not.toContain('relu');
  });

  it('comes in other widths', () => {
    const { rows } = summary(inceptionSmall({ width: 0.25 }), [1, 32, 32, 3]);
    expect(rows.find(({ kind }) => kind === 'GlobalAvgPool')?.shape).toEqual([1, 88]);
    const narrow = inceptionSmall({ width: 0.001 });
    expect(narrow.namedParameters()[0]?.[1].shape).toEqual([3, 3, 3, 1]);
  });

  it.each([
    { width: 0.125, batchNorm: false, localResponseNorm: true },
    { width: 0.125, activation: 'sigmoid' as const },
  ])('learns everywhere: %o', (options) => {
    const model = inceptionSmall({ channels: 1, classes: 4, ...options });
    expect(idleParameters(model, [2, 8, 8, 1])).toEqual([]);
  });

  it('refuses widths and activations that are none', () => {
    expect(() => inceptionSmall({ width: 0 })).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: inceptionSmall: width must be a number above 0, got 0.]`,
    );
    const activation = 'swish' as ActivationName;
    expect(() => inceptionSmall({ activation })).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: inceptionSmall: activation must be one of sigmoid, tanh, relu, leakyRelu, elu, or a function, got 'swish'.]`,
    );
  });
});
