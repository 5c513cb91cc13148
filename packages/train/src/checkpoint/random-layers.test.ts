// Dropout and noise draw from generators of their own, which are part of the model's state.
import { loader } from '@evenkeel/data';
import { createReferenceBackend } from '@evenkeel/kernels';
import { dropout, flatten, gaussianNoise, linear, relu, sequential } from '@evenkeel/layers';
import { sgd } from '@evenkeel/optim';
import { generator, setBackend } from '@evenkeel/tensor';
import { beforeAll, expect, it } from 'vitest';
import { validation } from '../../test/tiny-run.js';
import { fit } from '../fit/fit.js';
import { decodeSafetensors } from '../safetensors/decode.js';
import { encodeSafetensors } from '../safetensors/encode.js';
import { captureRun, restoreRun } from './run-state.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float32' })));

function noisyRun() {
  const model = sequential(
    flatten(),
    gaussianNoise({ std: 0.2 }),
    linear(4, 6),
    relu(),
    dropout(),
    linear(6, 2),
  );
  return {
    model,
    optimizer: sgd(model.parameters(), { lr: 0.2, momentum: 0.9 }),
    data: loader(validation().dataset, { batch: 5, dropLast: true, generator: generator(3) }),
  };
}

it('a resumed run drops and disturbs as one that was not interrupted', async () => {
  const whole = noisyRun();
  await fit(whole.model, { ...whole, steps: 9 });

  const first = noisyRun();
  await fit(first.model, { ...first, steps: 4 });
  const bytes = encodeSafetensors(captureRun(first, 4));

  const second = noisyRun();
  const startStep = await restoreRun(decodeSafetensors(bytes, 'memory'), second);
  await fit(second.model, { ...second, steps: 9, startStep });
  expect(second.model.stateDict()).toEqual(whole.model.stateDict());
});
