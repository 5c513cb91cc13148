import { createReferenceBackend } from '@evenkeel/kernels';
import {
  assign,
  generator,
  mul,
  setBackend,
  sub,
  tensor,
  tidy,
  zeros,
  type Tensor,
} from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { denoisingAutoencoder, type DenoisingAutoencoder } from './denoising-autoencoder.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

function learn(layer: DenoisingAutoencoder, x: Tensor, lr: number): number {
  let error = 0;
  for (let step = 0; step < 600; step += 1) {
    tidy(() => {
      error = layer.estimateGradient(x);
      for (const p of layer.parameters()) assign(p, sub(p, mul(p.grad!, lr)));
    });
  }
  return error;
}

/** The loss by its definition, without noise. */
function loss(layer: DenoisingAutoencoder, x: Tensor): number {
  const [a, b] = [x.dataSync(), layer.reconstruct(x).dataSync()];
  const terms = Array.from(a, (value, i) =>
    layer.visible === 'binary'
      ? -(value * Math.log(b[i]!) + (1 - value) * Math.log(1 - b[i]!))
      : (value - b[i]!) ** 2 / 2,
  );
  return terms.reduce((sum, term) => sum + term, 0) / x.shape[0]!;
}

describe('denoisingAutoencoder', () => {
  it.each([
    ['binary', 'binary'],
    ['binary', 'gaussian'],
    ['gaussian', 'binary'],
    ['gaussian', 'gaussian'],
  ] as const)('%s to %s: has the gradient of its loss', (visible, hidden) => {
    const layer = denoisingAutoencoder(3, 2, { visible, hidden });
    const x = generator(1).uniform([4, 3]);
    layer.estimateGradient(x);
    for (const p of layer.parameters()) {
      const values = Float64Array.from(p.dataSync());
      p.grad!.dataSync().forEach((slope, i) => {
        const at = (shift: number): number => {
          assign(
            p,
            values.map((value, j) => value + (j === i ? shift : 0)),
          );
          return loss(layer, x);
        };
        expect((at(1e-5) - at(-1e-5)) / 2e-5).toBeCloseTo(slope, 7);
        assign(p, values);
      });
    }
  });

  it('learns to give back what it gets, and what is hidden from it', () => {
    const x = tensor([
      [1, 1, 1, 0, 0, 0],
      [0, 0, 0, 1, 1, 1],
    ]);
    for (const corruption of [0, 0.3]) {
      const layer = denoisingAutoencoder(6, 2, { corruption });
      const first = layer.estimateGradient(x);
      expect(first).toBeGreaterThan(1);
      learn(layer, x, 0.5);
      const spoilt = tensor([[1, 0, 1, 0, 0, 0]]);
      const restored = layer.reconstruct(spoilt).dataSync();
      expect(Array.from(restored, Math.round)).toEqual([1, 1, 1, 0, 0, 0]);
    }
  });

  it('sees nothing of x with a corruption of 1', () => {
    const layer = denoisingAutoencoder(4, 3, { corruption: 1 });
    const x = generator(2).uniform([5, 4]);
    const error = layer.estimateGradient(x);
    const back = layer.reconstruct(zeros([1, 4])).dataSync();
    const expected = Array.from(x.dataSync()).reduce(
      (sum, value, i) => sum + (value - back[i % 4]!) ** 2,
      0,
    );
    expect(error).toBeCloseTo(expected / 5, 12);
  });

  it('refuses what makes no sense', () => {
    expect(() => denoisingAutoencoder(2, 2, { corruption: -0.1 })).toThrow(
      'denoisingAutoencoder: corruption must be from 0 to 1, got -0.1.',
    );
    expect(() => denoisingAutoencoder(2, 2).estimateGradient(tensor([[-1, 0]]))).toThrow(
      "denoisingAutoencoder: x must be from 0 to 1 for binary visible units, got numbers from -1 to 0. Leave the loader's normalize out, or take visible: 'gaussian'.",
    );
    expect(() => denoisingAutoencoder(2, 2).estimateGradient(tensor([[1]]))).toThrow(
      'denoisingAutoencoder: x must be [N, ...] of 2 numbers an example, got [1, 1].',
    );
  });
});
