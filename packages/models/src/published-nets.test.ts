// The nets as they were published: parameters, shapes of the layers, operations. On a back end that computes nothing.
import type { Backend } from '@evenkeel/kernels';
import { summary, type Layer } from '@evenkeel/layers';
import { setBackend } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { alexNet, bnInception, googLeNet, vgg16 } from './index.js';

/** Hands out numbers in the place of memory. */
function idleBackend(): Backend {
  let handles = 0;
  const use = { buffers: 0, bytes: 0, pooledBytes: 0, peakBytes: 0, scratchBytes: 0, growths: 0 };
  return {
    name: 'reference',
    precision: 'float32',
    alloc: () => ++handles,
    free: () => {},
    read: (_handle, _dtype, length) => new Float32Array(length),
    write: () => {},
    run: () => {},
    runAll: () => {},
    record: () => null,
    memory: () => use,
    trim: () => {},
    threads: () => 1,
    setThreads: () => {},
    describe: () => ({ isa: 'none', version: 'idle' }),
  };
}

beforeAll(() => setBackend(idleBackend()));

/** Words of several lines. */
const words = (...lines: string[]): string[] => lines.flatMap((line) => line.split(' '));

/** Output shapes without the batch, as '55x55x96', of layers of some kinds. */
function shapes(model: Layer, image: readonly number[], kinds: readonly string[]): string[] {
  return summary(model, [1, ...image])
    .rows.filter(({ kind }) => kinds.includes(kind))
    .map(({ shape }) => shape.slice(1).join('x'));
}

const parametersOf = (model: Layer): number =>
  model.parameters().reduce((sum, { size }) => sum + size, 0);

/** Names and shapes of the weights, which are what seeds draw. */
const weights = (model: Layer): [name: string, shape: string][] =>
  model
    .namedParameters()
    .filter(([name]) => name.endsWith('weight'))
    .map(([name, { shape }]) => [name, shape.join('x')]);
const weightNames = (model: Layer): string[] => weights(model).map(([name]) => name);

describe('alexNet', () => {
  it('has the layers and the 60,965,224 parameters of the paper', () => {
    const model: Layer<3, 1000> = alexNet();
    expect(weights(model).map(([, shape]) => shape)).toEqual([
      '11x11x3x96',
      '5x5x48x256',
      '3x3x256x384',
      '3x3x192x384',
      '3x3x192x256',
      '9216x4096',
      '4096x4096',
      '4096x1000',
    ]);
    const { parameters, warnings } = summary(model, [1, 227, 227, 3]);
    expect(parameters).toBe(60_965_224);
    expect(parametersOf(model)).toBe(parameters);
    expect(warnings).toEqual([]);
    expect(shapes(model, [227, 227, 3], ['Conv2d', 'LocalResponseNorm', 'MaxPool2d'])).toEqual(
      words(
        '55x55x96 55x55x96 27x27x96',
        '27x27x256 27x27x256 13x13x256',
        '13x13x384 13x13x384 13x13x256 6x6x256',
      ),
    );
    expect(shapes(model, [227, 227, 3], ['Dropout'])).toEqual(['4096', '4096']);
  });

  it('has batch norm in the place of local response normalization and dropout', () => {
    const model = alexNet({ batchNorm: true });
    const found = new Set(model.modules().map(({ kind }) => kind));
    expect(found).toContain('BatchNorm');
    expect(found).not.toContain('LocalResponseNorm');
    expect(found).not.toContain('Dropout');
    expect(weightNames(model)).toEqual(weightNames(alexNet()));
    expect(summary(model, [1, 227, 227, 3]).warnings).toEqual([]);
  });

  it('refuses images of another size', () => {
    expect(() => summary(alexNet(), [1, 224, 224, 3])).toThrow(/9216/);
  });
});

describe('vgg16', () => {
  it('has the layers and the 138,357,544 parameters of the paper', () => {
    const model: Layer<3, 1000> = vgg16();
    const { parameters, warnings, flops } = summary(model, [1, 224, 224, 3]);
    expect(parameters).toBe(138_357_544);
    expect(parametersOf(model)).toBe(parameters);
    expect(warnings).toEqual([]);
    expect(weightNames(model)).toHaveLength(16);
    const convolutions = shapes(model, [224, 224, 3], ['Conv2d']);
    expect(convolutions).toEqual(
      words(
        '224x224x64 224x224x64 112x112x128 112x112x128',
        '56x56x256 56x56x256 56x56x256 28x28x512 28x28x512 28x28x512',
        '14x14x512 14x14x512 14x14x512',
      ),
    );
    expect(shapes(model, [224, 224, 3], ['MaxPool2d']).at(-1)).toBe('7x7x512');
    // 15.47 G multiply-adds.
    expect(flops / 2).toBe(15_470_264_320);
  });

  it('takes batch norm', () => {
    const model = vgg16({ batchNorm: true });
    expect(weightNames(model)).toEqual(weightNames(vgg16()));
    expect(summary(model, [1, 224, 224, 3]).warnings).toEqual([]);
  });
});

/** Output shapes of the parts directly inside a model. */
function partShapes(model: Layer, image: readonly number[]): string[] {
  const found: string[] = [];
  for (const [, part] of model.children()) {
    part.onForward(({ shape }) => found.push(shape.slice(1).join('x')));
  }
  summary(model, [1, ...image]);
  return found;
}

describe('googLeNet', () => {
  it("has the shapes of the paper's table 1 and 6,998,552 parameters", () => {
    const model: Layer<3, 1000> = googLeNet();
    expect(partShapes(model, [224, 224, 3])).toEqual(
      words(
        '112x112x64 56x56x64 56x56x64 56x56x192 28x28x192',
        '28x28x256 28x28x480 14x14x480',
        '14x14x512 14x14x512 14x14x512 14x14x528 14x14x832 7x7x832',
        '7x7x832 7x7x1024 1024 1000',
      ),
    );
    const { parameters, rows } = summary(model, [1, 224, 224, 3]);
    expect(parameters).toBe(6_998_552);
    expect(parametersOf(model)).toBe(parameters);
    const count = (kind: string) => rows.filter((row) => row.kind === kind).length;
    expect([count('Conv2d'), count('LocalResponseNorm'), count('Dropout')]).toEqual([57, 2, 1]);
  });

  it('takes batch norm in the place of local response normalization and dropout', () => {
    const model = googLeNet({ batchNorm: true });
    expect(weightNames(model)).toEqual(weightNames(googLeNet()));
    const { rows, warnings } = summary(model, [1, 224, 224, 3]);
    expect(warnings).toEqual([]);
    expect(rows.filter(({ kind }) => kind === 'BatchNorm')).toHaveLength(57);
    expect(rows.some(({ kind }) => /LocalResponseNorm|Dropout/.test(kind))).toBe(false);
  });
});

describe('bnInception', () => {
  it("has the shapes of the paper's figure 5", () => {
    const model: Layer<3, 1000> = bnInception();
    expect(partShapes(model, [224, 224, 3])).toEqual(
      words(
        '112x112x24 112x112x64 56x56x64 56x56x64 56x56x192 28x28x192',
        '28x28x256 28x28x320 14x14x576',
        '14x14x576 14x14x576 14x14x576 14x14x576 7x7x1024',
        '7x7x1024 7x7x1024 1024 1000',
      ),
    );
    const { parameters, warnings } = summary(model, [1, 224, 224, 3]);
    expect(warnings).toEqual([]);
    expect(parameters).toBe(11_188_288);
    expect(parametersOf(model)).toBe(parameters);
  });

  it('can do without batch norm', () => {
    expect(weightNames(bnInception({ batchNorm: false }))).toEqual(weightNames(bnInception()));
  });
});
