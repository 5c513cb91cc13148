import { createReferenceBackend } from '@evenkeel/kernels';
import { setBackend, tensor, zeros, type Tensor } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  batchNorm,
  embedding,
  flatten,
  Layer,
  linear,
  relu,
  residual,
  sequential,
  setFusion,
} from '../index.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

const errorOf = (layer: Layer, x: Tensor): Error => {
  try {
    layer.forward(x);
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was refused');
};

const messageOf = (layer: Layer, x: Tensor): string => errorOf(layer, x).message;

class Net extends Layer {
  readonly body = sequential(flatten(), sequential(linear(4, 3), relu()), linear(3, 2));

  override forward(x: Tensor): Tensor {
    return this.body.forward(x);
  }
}

describe('an error inside of a model', () => {
  it('names the layer and its kind, whether it is fused or not', () => {
    const model = new Net();
    const said =
      'linear: weight must be [5, OUT] to match x [2, 5], got [4, 3]. In layer body.1.0 (Linear).';
    expect(messageOf(model, zeros([2, 5]))).toBe(said);
    setFusion(model, false);
    expect(messageOf(model, zeros([2, 5]))).toBe(said);
  });

  it('names a layer that adds the shortcut of a residual connection', () => {
    const model = sequential(residual(sequential(linear(2, 2), batchNorm(2))));
    expect(messageOf(model, zeros([1, 2]))).toBe(
      'batchNorm: x must be of two values or more per channel in training, got 1 (x is [1, 2]). ' +
        'Use larger batches, drop the last one, or batch renormalization. In layer 0.body.1 (BatchNorm).',
    );
  });

  it('names it for what a kernel refuses', () => {
    const model = sequential(embedding(3, 2), linear(2, 2));
    expect(messageOf(model, tensor(Int32Array.of(0, 7)))).toBe(
      'gather: index[1] must be from 0 to 2, got 7. In layer 0 (Embedding).',
    );
  });

  it('says it in the stack too, which is what an uncaught error shows', () => {
    const thrown = errorOf(new Net(), zeros([2, 5]));
    expect(thrown.stack).toContain('In layer body.1.0 (Linear).');
  });

  it('is that of the op for a layer that stands alone, and nothing else is changed', () => {
    expect(messageOf(linear(4, 3), zeros([2, 5]))).toBe(
      'linear: weight must be [5, OUT] to match x [2, 5], got [4, 3].',
    );
    class Broken extends Layer {
      override forward(): Tensor {
        throw new TypeError('of its own');
      }
    }
    expect(messageOf(sequential(new Broken()), zeros([1]))).toBe('of its own');
  });
});
