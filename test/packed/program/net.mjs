// The net that train.mjs trains: here, or in a worker thread that loads this file.
import {
  batchNorm,
  conv2d,
  drawDigits,
  flatten,
  linear,
  loader,
  maxPool2d,
  relu,
  sequential,
  sgd,
  useBackend,
} from 'evenkeel';
import { serveFit } from 'evenkeel/node';

export const net = serveFit(({ backend, threads }) => {
  useBackend(backend, { threads });
  const model = sequential(
    conv2d(1, 8, { kernel: 5, bias: false }),
    batchNorm(8),
    relu(),
    maxPool2d({ kernel: 2 }),
    flatten(),
    linear(12 * 12 * 8, 10),
  );
  return {
    model,
    data: loader(drawDigits({ count: 300 }), { batch: 60 }),
    optimizer: sgd(model.parameters(), { lr: 0.02, momentum: 0.9 }),
    steps: 8,
  };
});
