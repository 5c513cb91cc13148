import { createReferenceBackend } from '@evenkeel/kernels';
import { memory, setBackend } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  batchNorm,
  conv2d,
  flatten,
  linear,
  maxPool2d,
  relu,
  sequential,
  summary,
} from './index.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float32' })));

describe('summary', () => {
  it('prints layers, shapes, parameters and operations', () => {
    const model = sequential(
      sequential(
        conv2d(1, 32, { kernel: 5, padding: 2, bias: false }),
        batchNorm(32),
        relu(),
        maxPool2d({ kernel: 2 }),
      ),
      flatten(),
      linear(6272, 10),
    );
    expect(`\n${String(summary(model, [2, 28, 28, 1]))}\n`).toMatchInlineSnapshot(`
      "
      layer  kind       output           parameters      FLOPs
      --------------------------------------------------------
      0.0    Conv2d     [2, 28, 28, 32]         800  2,508,800
      0.1    BatchNorm  [2, 28, 28, 32]          64          0
      0.2    relu       [2, 28, 28, 32]           0          0
      0.3    MaxPool2d  [2, 14, 14, 32]           0          0
      1      Flatten    [2, 6272]                 0          0
      2      Linear     [2, 10]              62,730    250,880
      --------------------------------------------------------
      total                                  63,594  2,759,680
      "
    `);
  });

  it('warns of a bias before batch norm, wherever the two stand', () => {
    const model = sequential(linear(4, 8), sequential(batchNorm(8), relu()), linear(8, 2));
    expect(summary(model, [3, 4]).warnings).toEqual([
      '0: its bias is wasted, since 1.0 takes the mean away. Pass { bias: false }.',
    ]);
    const spared = sequential(linear(4, 8), relu(), batchNorm(8));
    expect(summary(spared, [3, 4]).warnings).toEqual([]);
  });

  it('counts a shared layer once and shows it twice', () => {
    const shared = linear(4, 4);
    const { rows, parameters } = summary(sequential(shared, relu(), shared), [1, 4]);
    expect(rows.map((row) => row.parameters)).toEqual([20, 0, 0]);
    expect(parameters).toBe(20);
  });

  it('leaves modes and memory as they were, and does not listen on', () => {
    const model = sequential(linear(4, 8), batchNorm(8)).train();
    model.layers[0].eval();
    summary(model, [1, 4]);
    const before = memory().tensors;
    const { rows } = summary(model, [1, 4]);
    expect(memory().tensors).toBe(before);
    expect(rows).toHaveLength(2);
    expect(model.modules().map(({ training }) => training)).toEqual([true, false, true]);
    expect(model.modules().some(({ observed }) => observed)).toBe(false);
    expect(model.layers[1].numBatchesTracked?.value).toBe(0);
  });
});
