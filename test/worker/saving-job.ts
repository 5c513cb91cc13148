// A run for a worker thread that saves checkpoints and goes on from them, for fit-in-worker.test.ts.
import { drawDigits, loader } from '@evenkeel/data';
import { batchNorm, flatten, linear, sequential } from '@evenkeel/layers';
import { sgd } from '@evenkeel/optim';
import { resume, type TrainEvent } from '@evenkeel/train';
import { openCheckpoints, serveFit } from '@evenkeel/train/node';
import 'evenkeel';

export interface SavingInput {
  readonly directory: string;
  /** The step after which the thread ends. */
  readonly dieAt?: number;
}

export const saving = serveFit(async ({ directory, dieAt }: SavingInput) => {
  const model = sequential(flatten(), linear(784, 16), batchNorm(16), linear(16, 10));
  const optimizer = sgd(model.parameters(), { lr: 0.05, momentum: 0.9 });
  const data = loader(drawDigits({ count: 200 }), { batch: 40 });
  const checkpoints = await openCheckpoints(directory);
  const startStep = await resume(checkpoints, { model, optimizer, data });
  const onEvent = ({ kind, step }: TrainEvent): void => {
    if (kind === 'step' && step === dieAt) process.exit(7);
  };
  return { model, optimizer, data, steps: 12, startStep, checkpoints, checkpointEvery: 3, onEvent };
});
