// The large inception nets pass a gradient to each of their parameters, on the native back end.
import {
  bnInception,
  crossEntropy,
  generator,
  googLeNet,
  tensor,
  useBackend,
  xavierUniform,
} from 'evenkeel';
import { beforeAll, expect, it } from 'vitest';

beforeAll(() => void useBackend('native'));

it.each([
  ['googLeNet', googLeNet, 47],
  ['bnInception', bnInception, 33],
] as const)('%s learns everywhere, from small images too', (_name, net, size) => {
  const model = net({ channels: 1, classes: 3, batchNorm: true, init: xavierUniform() });
  const logits = model.forward(generator(1).normal([3, size, size + 1, 1]));
  expect(logits.shape).toEqual([3, 3]);
  crossEntropy(logits, tensor(Int32Array.of(0, 1, 2))).backward();
  const idle = model
    .namedParameters()
    .filter(([, { grad }]) => grad?.dataSync().some((value) => value !== 0) !== true)
    .map(([name]) => name);
  expect(idle).toEqual([]);
});
