import { createReferenceBackend } from '@evenkeel/kernels';
import { linear } from '@evenkeel/layers';
import { reduceOnPlateau, sgd } from '@evenkeel/optim';
import { crossEntropy, setBackend, type Tensor } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { tinyRun } from '../../test/tiny-run.js';
import { earlyStopping } from '../callbacks/early-stopping.js';
import { keepBest } from '../callbacks/keep-best.js';
import { plateauRate } from '../callbacks/plateau-rate.js';
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

  it('callbacks that would wait for evaluations in vain', async () => {
    for (const callback of [earlyStopping(), keepBest()]) {
      expect(await refused({ callbacks: [callback] })).toBe(
        `fit: validation must be given, since ${callback.name} goes by evaluations, got none.`,
      );
    }
    const plateau = reduceOnPlateau({ baseLr: 0.1, mode: 'min' });
    expect(await refused({ callbacks: [plateauRate(plateau)] })).toBe(
      'fit: validation must be given, since plateauRate goes by evaluations, got none.',
    );
  });

  it('a loss of more than one number, or of none', async () => {
    const said =
      'fit: loss must be a function that gives a tensor of one number, got one that gives';
    const each = (output: Tensor, y: Tensor) => crossEntropy(output, y, { reduction: 'none' });
    expect(await refused({ loss: each })).toBe(`${said} [5]. Take the mean of it.`);
    expect(await refused({ loss: () => 0.5 })).toBe(`${said} 0.5.`);
    expect(await refused({ loss: () => {} })).toBe(`${said} undefined.`);
    expect(await refused({ loss: () => Int32Array.of(1) })).toBe(`${said} an Int32Array.`);
    const later = async (output: Tensor, y: Tensor) => crossEntropy(output, y);
    expect(await refused({ loss: later })).toBe(
      `${said} a Promise. A loss is not awaited: let it be no async function.`,
    );
    expect(await refused({ loss: each, record: true })).toBe(`${said} [5]. Take the mean of it.`);
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
