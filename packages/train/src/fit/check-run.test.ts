import { createReferenceBackend } from '@evenkeel/kernels';
import { linear } from '@evenkeel/layers';
import { sgd } from '@evenkeel/optim';
import { setBackend } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { tinyRun } from '../../test/tiny-run.js';
import { fit } from './fit.js';
import type { FitOptions } from './options.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float32' })));

/** What `fit` says of a run of which some options are others. */
const refused = async (options: object): Promise<unknown> => {
  const { model, ...run } = tinyRun();
  const given = { ...run, epochs: 1, ...options } as FitOptions;
  return fit(model, given).then(
    () => 'nothing',
    (error: Error) => error.message,
  );
};

describe('fit refuses', () => {
  it('an optimizer of another model, which would train nothing', async () => {
    const other = sgd(tinyRun().model.parameters(), { lr: 0.1 });
    expect(await refused({ optimizer: other })).toBe(
      `fit: optimizer must be one of parameters of the model, got one of ${other.parameters.length} others. ` +
        'Make it of model.parameters(), of this very model.',
    );
  });

  it('no optimizer of a part of the model, nor one that trains more', async () => {
    const { model, ...run } = tinyRun();
    const [first] = model.parameters();
    const extra = linear(2, 2).parameters();
    const optimizer = sgd([first!, ...extra], { lr: 0.1 });
    expect(await fit(model, { ...run, optimizer, steps: 1 })).toMatchObject({ step: 1 });
  });

  it('what gives no batches, and what is no optimizer', async () => {
    const loader = 'fit: data must be a loader, such as loader(set, { batch: 60 }), got';
    expect(await refused({ data: undefined })).toBe(`${loader} undefined.`);
    expect(await refused({ data: [] })).toBe(`${loader} one without next() or length.`);
    expect(await refused({ data: { next: () => ({}) } })).toBe(
      `${loader} one without next() or length.`,
    );
    const optimizer =
      'fit: optimizer must be an optimizer, such as sgd(model.parameters(), { lr: 0.1 }), got';
    expect(await refused({ optimizer: undefined })).toBe(`${optimizer} undefined.`);
    expect(await refused({ optimizer: {} })).toBe(`${optimizer} one without step().`);
  });
});
