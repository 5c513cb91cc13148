import { createReferenceBackend } from '@evenkeel/kernels';
import { dropout, flatten, batchNorm, ghostBatchNorm, linear, sequential } from '@evenkeel/layers';
import { memory, setBackend, tensor, type Tensor } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { tinyRun, validation } from '../test/tiny-run.js';
import { estimatePopulationStatistics } from './population-statistics.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

const y = () => tensor(Int32Array.of(0, 0));
const batchesOf = (...columns: number[][]) =>
  columns.map((column) => ({ x: tensor(column, { shape: [column.length, 1] }), y: y() }));
const values = (x: Tensor | null) => [...x!.dataSync()];

describe('estimatePopulationStatistics', () => {
  it('averages means and unbiased variances over the batches', async () => {
    const model = batchNorm(1);
    expect(await estimatePopulationStatistics(model, batchesOf([1, 3], [5, 9]))).toBe(2);
    expect(values(model.runningMean)).toEqual([4.5]);
    expect(values(model.runningVar)).toEqual([5]);
    expect(model.numBatchesTracked!.value).toBe(2);
  });

  it('changes neither weights, momentum nor modes, and drops nothing', async () => {
    const norm = batchNorm(1, { momentum: 0.3 });
    const model = sequential(linear(1, 1, { init: () => tensor([[1]]) }), dropout(), norm);
    norm.eval();
    await estimatePopulationStatistics(model, batchesOf([1, 3]));
    expect(norm.momentum).toBe(0.3);
    expect([model.training, norm.training]).toEqual([true, false]);
    expect(values(model.layers[0].weight)).toEqual([1]);
    expect(values(norm.runningMean)).toEqual([2]);
  });

  it('takes each ghost batch as one', async () => {
    const model = ghostBatchNorm(1, { size: 2 });
    await estimatePopulationStatistics(model, batchesOf([1, 3, 5, 9]));
    expect(values(model.runningMean)).toEqual([4.5]);
    expect(values(model.runningVar)).toEqual([5]);
  });

  it('takes as many batches as asked, and leaves no tensors', async () => {
    const { model } = tinyRun();
    await estimatePopulationStatistics(model, validation());
    const before = memory().tensors;
    expect(await estimatePopulationStatistics(model, validation(), { batches: 2 })).toBe(2);
    expect(memory().tensors).toBe(before);
  });

  it('restores the statistics when it is stopped', async () => {
    const { model } = tinyRun();
    await estimatePopulationStatistics(model, validation());
    const before = model.stateDict();
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(estimatePopulationStatistics(model, validation(), { signal })).rejects.toThrow(
      'enough',
    );
    expect(model.stateDict()).toEqual(before);
  });

  it('refuses a model without batch norm, with a frozen one, and no batches', async () => {
    const none =
      'estimatePopulationStatistics: model must be one with batch norm that keeps statistics and learns, got none.';
    await expect(estimatePopulationStatistics(flatten(), validation())).rejects.toThrow(none);
    const frozen = batchNorm(1);
    frozen.requiresGrad = false;
    await expect(estimatePopulationStatistics(frozen, validation())).rejects.toThrow(none);
    const settled = batchNorm(1);
    for (const parameter of settled.parameters()) parameter.requiresGrad = false;
    await expect(estimatePopulationStatistics(settled, validation())).rejects.toThrow(none);
    await expect(estimatePopulationStatistics(batchNorm(1), [])).rejects.toThrow(
      'estimatePopulationStatistics: data must be at least one batch, got none.',
    );
  });
});
