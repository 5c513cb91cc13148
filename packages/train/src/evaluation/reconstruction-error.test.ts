import { createReferenceBackend } from '@evenkeel/kernels';
import { add, memory, setBackend, tensor, zeros } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { validation } from '../../test/tiny-run.js';
import { reconstructionError } from './reconstruction-error.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

describe('reconstructionError', () => {
  it('is the mean over the examples, whatever the batches', async () => {
    const data = validation();
    const { images, count } = data.dataset;
    const expected = images.reduce((sum, pixel) => sum + (pixel / 255) ** 2, 0) / count;
    const before = memory();
    expect(await reconstructionError((x) => zeros([x.shape[0]!, 4]), data)).toBeCloseTo(
      expected,
      12,
    );
    expect(await reconstructionError((x) => add(x, 0.5), data)).toBeCloseTo(1, 12);
    expect(memory()).toMatchObject({ tensors: before.tensors, buffers: before.buffers });
  });

  it('refuses no data, reconstructions of another size, and goes on no further than it is let', async () => {
    await expect(reconstructionError((x) => x, [])).rejects.toThrow(
      'reconstructionError: data must have examples, got none.',
    );
    const one = [{ x: tensor([[1, 2]]), y: tensor(Int32Array.of(0)) }];
    await expect(reconstructionError(() => tensor([1]), one)).rejects.toThrow('reshape: ');
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(reconstructionError((x) => x, one, { signal })).rejects.toThrow('enough');
  });
});
