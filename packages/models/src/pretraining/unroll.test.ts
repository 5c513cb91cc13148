import { normal } from '@evenkeel/init';
import { createReferenceBackend } from '@evenkeel/kernels';
import { assign, generator, setBackend, type Tensor } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { denoisingAutoencoder } from './denoising-autoencoder.js';
import { rbm } from './rbm.js';
import type { TiedLayer } from './tied-layer.js';
import { unroll, unrollClassifier } from './unroll.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

const init = normal({ std: 1 });

/** Three layers whose biases are not 0. */
function stackOf(visible: 'binary' | 'gaussian'): TiedLayer[] {
  const stack: TiedLayer[] = [
    rbm(6, 5, { visible, init }),
    denoisingAutoencoder(5, 4, { init }),
    rbm(4, 2, { hidden: 'gaussian', init }),
  ];
  stack.forEach((layer, i) => {
    assign(layer.visibleBias, generator(i).normal(layer.visibleBias.shape));
    assign(layer.hiddenBias, generator(9 + i).normal(layer.hiddenBias.shape));
  });
  return stack;
}

const upThrough = (stack: readonly TiedLayer[], x: Tensor): Tensor =>
  stack.reduce((h, layer) => layer.forward(h), x);
const downThrough = (stack: readonly TiedLayer[], code: Tensor): Tensor =>
  stack.toReversed().reduce((h, layer) => layer.decode(h), code);

describe('unroll', () => {
  it.each(['binary', 'gaussian'] as const)('gives what the stack gives, %s units', (visible) => {
    const stack = stackOf(visible);
    const x = generator(4).uniform([3, 2, 3, 1]);
    const model = unroll(stack);
    const code = upThrough(stack, x);
    expect(model.encode(x).dataSync()).toEqual(code.dataSync());
    const back = downThrough(stack, code);
    const expected = back.dataSync();
    for (const result of [model.decode(code), model.forward(x)]) {
      result.dataSync().forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 12));
    }
    expect(model.forward(x).shape).toEqual([3, 2, 3, 1]);
    expect(model.output).toBe(visible === 'binary' ? 'sigmoid' : 'linear');
  });

  it('copies: encoder, decoder and stack do not share weights', () => {
    const stack = stackOf('binary');
    const model = unroll(stack);
    expect(model.namedParameters().map(([name, { shape }]) => [name, shape])).toEqual([
      ['encoder.1.weight', [6, 5]],
      ['encoder.1.bias', [5]],
      ['encoder.3.weight', [5, 4]],
      ['encoder.3.bias', [4]],
      ['encoder.5.weight', [4, 2]],
      ['encoder.5.bias', [2]],
      ['decoder.0.weight', [2, 4]],
      ['decoder.0.bias', [4]],
      ['decoder.2.weight', [4, 5]],
      ['decoder.2.bias', [5]],
      ['decoder.4.weight', [5, 6]],
      ['decoder.4.bias', [6]],
    ]);
    const before = model.stateDict();
    for (const layer of stack) assign(layer.weight, new Float64Array(layer.weight.size));
    expect(model.stateDict()).toEqual(before);
    assign(model.parameters()[0]!, new Float64Array(30));
    expect(model.stateDict()['decoder.4.weight']).toEqual(before['decoder.4.weight']);
  });

  it('refuses stacks that do not fit', () => {
    expect(() => unroll([])).toThrow('unroll: stack must be at least one layer, got none.');
    expect(() => unroll([rbm(6, 5), rbm(4, 2)])).toThrow(
      'unroll: stack[1] must be a layer that takes 5 numbers, as the one before gives, got one that takes 4.',
    );
  });
});

describe('unrollClassifier', () => {
  it('puts a new layer on the stack', () => {
    const stack = stackOf('binary');
    const model = unrollClassifier(stack.slice(0, 2), 3, { init });
    const x = generator(4).uniform([3, 6]);
    const names = model.namedParameters().map(([name]) => name);
    expect(names).toEqual(['1.weight', '1.bias', '3.weight', '3.bias', '5.weight', '5.bias']);
    const top = model.parameters()[4]!;
    assign(
      top,
      Float64Array.from({ length: 12 }, (_, i) => +(i % 4 === 0)),
    );
    // The new layer picks the first three of the four units now.
    const units = upThrough(stack.slice(0, 2), x).dataSync();
    const logits = model.forward(x).dataSync();
    logits.forEach((value, k) => expect(value).toBe(units[4 * Math.floor(k / 3) + (k % 3)]));
  });

  it('keeps a gaussian layer linear, and refuses what makes no sense', () => {
    const stack = stackOf('binary');
    const kinds = unrollClassifier(stack, 2)
      .modules()
      .map(({ kind }) => kind);
    expect(kinds).toEqual([
      'Sequential',
      'Flatten',
      'Linear',
      'sigmoid',
      'Linear',
      'sigmoid',
      'Linear',
      'Linear',
    ]);
    expect(() => unrollClassifier([], 2)).toThrow(
      'unrollClassifier: stack must be at least one layer, got none.',
    );
    expect(() => unrollClassifier(stack, 0)).toThrow(
      'linear: out must be a whole number from 1 on, got 0.',
    );
  });
});
