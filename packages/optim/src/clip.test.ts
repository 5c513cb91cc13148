import { createReferenceBackend } from '@evenkeel/kernels';
import { memory, setBackend, tensor, type Tensor } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { clipGradNorm, clipGradValue } from './clip.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

/** A parameter that has this gradient. */
function withGradient(...gradient: number[]): Tensor {
  const p = tensor(
    gradient.map(() => 0),
    { requiresGrad: true },
  );
  p.grad = tensor(gradient);
  return p;
}

const gradients = (parameters: readonly Tensor[]) => parameters.map((p) => [...p.grad!.dataSync()]);

describe('clipGradNorm', () => {
  it.each([
    [2, 13],
    [1, 19],
    [Infinity, 12],
    [3, (27 + 64 + 1728) ** (1 / 3)],
  ])('of type %d takes one norm over all gradients', (normType, norm) => {
    const parameters = [withGradient(3, -4), withGradient(12)];
    expect(clipGradNorm(parameters, 1, { normType })).toBeCloseTo(norm, 12);
    const [[a, b], [c]] = gradients(parameters) as [[number, number], [number]];
    expect([a, b, c].map((g) => g * (norm + 1e-6))).toEqual([
      expect.closeTo(3, 12),
      expect.closeTo(-4, 12),
      expect.closeTo(12, 12),
    ]);
  });

  it('leaves small gradients, and parameters without one', () => {
    const parameters = [withGradient(3, 4), tensor([1], { requiresGrad: true })];
    const before = parameters[0]!.grad;
    expect(clipGradNorm(parameters, 6)).toBe(5);
    expect(parameters[0]!.grad).toBe(before);
    expect(clipGradNorm([], 1)).toBe(0);
  });

  it('keeps no memory', () => {
    const parameters = [withGradient(3, 4)];
    const before = memory();
    clipGradNorm(parameters, 1);
    clipGradValue(parameters, 0.1);
    expect(memory()).toMatchObject({ tensors: before.tensors, bytes: before.bytes });
  });

  it('refuses what is no norm', () => {
    expect(() => clipGradNorm([], -1)).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: clipGradNorm: maxNorm must be a finite number from 0 on, got -1.]`,
    );
    expect(() => clipGradNorm([], 1, { normType: 0 })).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: clipGradNorm: normType must be a number above 0, or Infinity, got 0.]`,
    );
  });
});

describe('clipGradValue', () => {
  it('puts each element into the interval', () => {
    const parameters = [withGradient(3, -0.25), withGradient(-12)];
    clipGradValue(parameters, 0.5);
    expect(gradients(parameters)).toEqual([[0.5, -0.25], [-0.5]]);
    clipGradValue(parameters, 0);
    expect(gradients(parameters)[1]).toEqual([-0]);
  });
});
