import { createReferenceBackend } from '@evenkeel/kernels';
import { assign, memory, setBackend, tensor, type Tensor } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { averageWeights } from './index.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

const values = (x: Tensor) => [...x.dataSync()];

/** The averages after the parameter went through these values. */
function averaged(steps: readonly number[], decay: number | 'equal'): number {
  const p = tensor([0], { requiresGrad: true });
  const average = averageWeights([p], { decay });
  for (const step of steps) {
    assign(p, tensor([step]));
    average.update();
  }
  average.swap();
  return values(p)[0]!;
}

describe('averageWeights', () => {
  it('moves exponentially from the first values on', () => {
    expect(averaged([4], 0.5)).toBe(4);
    expect(averaged([4, 2, 1], 0.5)).toBe(2);
    expect(averaged([4, 2, 1], 0)).toBe(1);
  });

  it('weights all updates alike if asked', () => {
    expect(averaged([1, 2, 6], 'equal')).toBeCloseTo(3, 12);
  });

  it('exchanges averages and parameters, and back, without a trace', () => {
    const p = tensor([[1, 2]], { requiresGrad: true });
    const average = averageWeights([p], { decay: 0.5 });
    average.update();
    assign(p, tensor([[3, 2]]));
    average.update();
    const before = memory();
    average.swap();
    expect([values(p), average.swapped]).toEqual([[2, 2], true]);
    average.swap();
    expect([values(p), average.swapped]).toEqual([[3, 2], false]);
    expect(memory()).toEqual(before);
  });

  it('goes on exactly where a saved state ends', () => {
    const p = tensor([1, 2]);
    const whole = averageWeights([p], { decay: 0.9 });
    whole.update();
    const resumed = averageWeights([p], { decay: 0.9 });
    resumed.loadStateDict(structuredClone(whole.stateDict()));
    assign(p, tensor([5, 5]));
    whole.update();
    resumed.update();
    expect(resumed.stateDict()).toEqual(whole.stateDict());
    expect(resumed.updates).toBe(2);
  });

  it('refuses what makes no sense', () => {
    const average = averageWeights([tensor([1, 2])]);
    expect(() => averageWeights([], { decay: 1 })).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: averageWeights: decay must be a number from 0 to below 1, or 'equal', got 1.]`,
    );
    expect(() => average.swap()).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: averageWeights: swap must be called after an update, got none yet. Call update() first.]`,
    );
    average.update();
    average.swap();
    expect(() => average.update()).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: averageWeights: update must be called while the parameters are those of training, got the averages in their place. Call swap() first.]`,
    );
    expect(() =>
      average.loadStateDict({ updates: 1, tensors: [] }),
    ).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: averageWeights: state must be of shapes [2], got .]`,
    );
  });
});
