// A run for a worker thread, for fit-in-worker.test.ts; its input also says how it is to fail.
import { batchNorm, conv2d, dropout, flatten, linear, relu, sequential } from '@evenkeel/layers';
import { drawDigits, loader } from '@evenkeel/data';
import { sgd } from '@evenkeel/optim';
import { serveFit } from '@evenkeel/train/node';
import 'evenkeel';

export interface DigitsInput {
  readonly steps: number;
  /** At step 3: 'exit' ends the thread, 'throw' throws outside of the run, 'nan' makes the loss no number. */
  readonly failure?: 'exit' | 'throw' | 'nan';
  /** Becomes 3 at step 3, before anything fails: told where the thread that asked cannot hear. */
  readonly reached?: Int32Array<SharedArrayBuffer>;
}

export function buildDigits({ steps, failure, reached }: DigitsInput) {
  const model = sequential(
    conv2d(1, 6, { kernel: 5, bias: false }),
    batchNorm(6),
    relu(),
    flatten(),
    dropout({ rate: 0.2 }),
    linear(24 * 24 * 6, 10),
  );
  const optimizer = sgd(model.parameters(), { lr: 0.05, momentum: 0.9 });
  return {
    model,
    optimizer,
    data: loader(drawDigits({ count: 200 }), { batch: 40 }),
    validation: loader(drawDigits({ count: 50, split: 'test' }), { batch: 50, shuffle: false }),
    evaluateEvery: 4,
    steps,
    onEvent: ({ kind, step }: { readonly kind: string; readonly step: number }) => {
      if (kind !== 'step' || step !== 3) return;
      if (reached !== undefined) {
        Atomics.store(reached, 0, 3);
        Atomics.notify(reached, 0);
      }
      if (failure === 'exit') process.exit(7);
      if (failure === 'nan') optimizer.lr = Number.NaN;
      if (failure === 'throw') queueMicrotask(() => { throw new Error('the job broke'); }); // prettier-ignore
    },
  };
}

export const digits = serveFit(buildDigits);
