import { createReferenceBackend } from '@evenkeel/kernels';
import * as ops from '@evenkeel/tensor';
import { generator, setBackend, type Tensor } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { conv1d, sequential, summary } from '../index.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

const values = (x: Tensor) => [...x.dataSync()];

describe('conv1d', () => {
  it('passes its options to the op', () => {
    const options = { stride: 2, padding: [2, 1], dilation: 2, groups: 2 } as const;
    const layer = conv1d(4, 6, { kernel: 3, ...options });
    const x = generator(1).normal([2, 9, 4]);
    const { weight, bias } = layer;
    expect(weight.shape).toEqual([3, 2, 6]);
    expect(values(layer.forward(x))).toEqual(values(ops.conv1d(x, weight, { ...options, bias })));
    expect(conv1d(4, 6, { kernel: 3, bias: false }).bias).toBeNull();
  });

  it('looks at the past only if padded before', () => {
    const layer = conv1d(1, 1, { kernel: 3, padding: [2, 0] });
    const late = ops.tensor([[[0], [0], [1]]]);
    expect(values(layer.forward(late)).slice(0, 2)).toEqual([0, 0]);
  });

  it('counts its operations', () => {
    const found = summary(sequential(conv1d(4, 6, { kernel: 3 })), [2, 9, 4]);
    expect(found.flops).toBe(2 * (2 * 7 * 6) * 3 * 4);
  });

  it('refuses sizes that cannot be', () => {
    expect(() => conv1d(4, 6, { kernel: 0 })).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: conv1d: kernel must be a whole number from 1 on, got 0.]`,
    );
    expect(() => conv1d(3, 6, { kernel: 1, groups: 2 })).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: conv1d: in must be a multiple of groups (2), got 3.]`,
    );
  });
});
