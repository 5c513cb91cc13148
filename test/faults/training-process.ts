// A small training that saves checkpoints often, to be killed and started again by kill.long.test.ts.
// Arguments: directory of the checkpoints, steps. Prints "training" when it starts and a hash of all state at the end.
import { createHash } from 'node:crypto';
import { drawDigits, loader } from '@evenkeel/data';
import { createNativeBackend } from '@evenkeel/native';
import { sgd } from '@evenkeel/optim';
import { generator, setBackend } from '@evenkeel/tensor';
import { captureRun, encodeSafetensors, fit, resume } from '@evenkeel/train';
import { openCheckpoints } from '@evenkeel/train/node';
import { paperMlp } from '../e2e/paper-mlp.js';

const [directory = '', steps = '0'] = process.argv.slice(2);
setBackend(createNativeBackend({ threads: 1 }));

const model = paperMlp({ batchNorm: true, hidden: 32 });
const run = {
  model,
  optimizer: sgd(model.parameters(), { lr: 0.5, momentum: 0.9 }),
  // 600 / 50 = 12 batches an epoch; checkpoints every 5 steps fall into the middle of epochs.
  data: loader(drawDigits({ count: 600, seed: 2 }), { batch: 50, generator: generator(4) }),
};
const checkpoints = await openCheckpoints(directory);
const startStep = await resume(checkpoints, run);
process.stdout.write(`training from ${startStep}\n`);
await fit(model, { ...run, steps: Number(steps), startStep, checkpoints, checkpointEvery: 5 });
const state = encodeSafetensors(captureRun(run, Number(steps)));
process.stdout.write(`state ${createHash('sha256').update(state).digest('hex')}\n`);
