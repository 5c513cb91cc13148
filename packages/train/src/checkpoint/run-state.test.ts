import { createReferenceBackend, version } from '@evenkeel/kernels';
import { generator, setBackend } from '@evenkeel/tensor';
import { BatchNorm, batchNorm, flatten, linear, relu, sequential, sigmoid } from '@evenkeel/layers';
import { adam } from '@evenkeel/optim';
import { beforeAll, describe, expect, it } from 'vitest';
import { tinyRun } from '../../test/tiny-run.js';
import { earlyStopping } from '../callbacks/early-stopping.js';
import { fit } from '../fit/fit.js';
import { decodeSafetensors } from '../safetensors/decode.js';
import { encodeSafetensors } from '../safetensors/encode.js';
import { captureRun, restoreRun } from './run-state.js';
import { captureWeights, loadWeights } from './weights.js';

beforeAll(() => {
  setBackend(createReferenceBackend({ precision: 'float32' }));
});

const throughBytes = (content: ReturnType<typeof captureRun>) =>
  decodeSafetensors(encodeSafetensors(content), 'run');

describe('captureRun and restoreRun', () => {
  it.each([
    ['sgd', (run: ReturnType<typeof tinyRun>) => run.optimizer],
    ['adam', (run: ReturnType<typeof tinyRun>) => adam(run.model.parameters(), { lr: 0.01 })],
  ])('go on with the same bits through bytes, with %s', async (_, optimizerOf) => {
    const one = tinyRun();
    const run = { ...one, optimizer: optimizerOf(one), generators: { noise: generator(9) } };
    await fit(run.model, { ...run, steps: 6 });
    run.generators.noise.integers(5, 10);
    const content = throughBytes(captureRun(run, 6, { model: 'tiny' }));
    await fit(run.model, { ...run, steps: 15, startStep: 6 });
    const noise = run.generators.noise.integers(5, 10);

    const other = tinyRun();
    const again = { ...other, optimizer: optimizerOf(other), generators: { noise: generator(1) } };
    expect(await restoreRun(content, again, { file: 'run' })).toBe(6);
    await fit(again.model, { ...again, steps: 15, startStep: 6 });
    expect(again.model.stateDict()).toEqual(run.model.stateDict());
    expect(again.optimizer.stateDict()).toEqual(run.optimizer.stateDict());
    expect(again.generators.noise.integers(5, 10)).toEqual(noise);
    expect(content.metadata['model']).toBe('tiny');
  });

  it('refuse weights alone', async () => {
    const run = tinyRun();
    await expect(restoreRun(captureWeights(run.model), run, { file: 'weights' })).rejects.toThrow(
      'restoreRun: weights must have the state of a run in its metadata "evenkeel.run", got none at byte 8. ' +
        'These may be weights alone: load them with loadWeights.',
    );
  });

  it('refuse a format of another version', async () => {
    const run = tinyRun();
    const { tensors, metadata } = captureRun(run, 1);
    const changed = metadata['evenkeel.run']!.replace('"format":2', '"format":1');
    await expect(
      restoreRun({ tensors, metadata: { 'evenkeel.run': changed } }, run, { file: 'run' }),
    ).rejects.toThrow(
      'restoreRun: run must be of format 2, got format 1 at byte 8. It was written by another version of evenkeel.',
    );
  });

  it('refuse what another version of evenkeel has written, unless told otherwise', async () => {
    const run = tinyRun();
    const { tensors, metadata } = captureRun(run, 1);
    const record = metadata['evenkeel.run']!.replace(`"${version}"`, '"0.0.9"');
    const other = { tensors, metadata: { 'evenkeel.run': record } };
    await expect(restoreRun(other, run, { file: 'run' })).rejects.toThrow(
      `restoreRun: run must be written by evenkeel ${version}, as is running, got evenkeel 0.0.9. ` +
        'Another version may give other bits: install that one, or go on nevertheless with { strict: false }.',
    );
    expect(await restoreRun(other, run, { strict: false })).toBe(1);
  });

  it.each([
    [
      'a layer less',
      sequential(flatten(), linear(4, 6), batchNorm(6), relu()),
      'no module 4, got one that has Linear as module 4',
    ],
    [
      'another layer',
      sequential(flatten(), linear(4, 6), batchNorm(6), sigmoid(), linear(6, 2)),
      'sigmoid as module 3, got one that has relu as module 3',
    ],
    [
      'another setting',
      sequential(flatten(), linear(4, 6), batchNorm(6, { eps: 0.1 }), relu(), linear(6, 2)),
      'BatchNorm {"eps":0.1} as module 2, got one that has BatchNorm {"eps":0.00001} as module 2',
    ],
  ])('refuse a model with %s, and change nothing', async (_, model, difference) => {
    const before = model.stateDict();
    const run = tinyRun();
    const content = captureRun(run, 1);
    const error: unknown = await restoreRun(content, { ...run, model }, { file: 'run' }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({
      name: 'CheckpointMismatchError',
      message:
        `restoreRun: run must be of the model given, which has ${difference}. ` +
        'Build the model as it was saved, or go on nevertheless with { strict: false }.',
    });
    expect(model.stateDict()).toEqual(before);
  });

  it('take a momentum that was changed on the way', async () => {
    const run = tinyRun();
    const content = captureRun(run, 1);
    for (const module of run.model.modules())
      if (module instanceof BatchNorm) module.momentum = 0.5;
    expect(await restoreRun(content, run)).toBe(1);
  });

  it('refuse other shapes, optimizer, generators or callbacks', async () => {
    const run = tinyRun();
    const content = captureRun(run, 1);
    const model = sequential(flatten(), linear(4, 7), batchNorm(7), relu(), linear(7, 2));
    await expect(restoreRun(content, { ...run, model }, { file: 'run' })).rejects.toThrow(
      'loadStateDict: 1.weight must be [4, 7], got [4, 6].',
    );
    const optimizer = adam(run.model.parameters(), { lr: 0.1 });
    await expect(restoreRun(content, { ...run, optimizer }, { file: 'run' })).rejects.toThrow(
      'loadStateDict: state must be one of adam, got one of sgd.',
    );
    const generators = { dropout: generator(0) };
    await expect(restoreRun(content, { ...run, generators }, { file: 'run' })).rejects.toThrow(
      'restoreRun: generators must be [], as in the checkpoint, got [dropout].',
    );
    const callbacks = [earlyStopping()];
    await expect(restoreRun(content, { ...run, callbacks }, { file: 'run' })).rejects.toThrow(
      'restoreRun: callbacks must be [], as in the checkpoint, got [earlyStopping].',
    );
  });
});

describe('captureWeights and loadWeights', () => {
  it('carry a model over, from weights or from a checkpoint', async () => {
    const run = tinyRun();
    await fit(run.model, { ...run, steps: 3 });
    for (const content of [captureWeights(run.model), captureRun(run, 3)]) {
      const { model } = tinyRun();
      loadWeights(throughBytes(content), model);
      expect(model.stateDict()).toEqual(run.model.stateDict());
    }
  });

  it('refuse a model of other shapes', () => {
    const content = captureWeights(sequential(linear(3, 2)));
    expect(() => loadWeights(content, sequential(linear(4, 2)))).toThrow(
      'loadStateDict: 0.weight must be [4, 2], got [3, 2].',
    );
  });
});
