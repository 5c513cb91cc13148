// Training on helpers of the WebAssembly back end: the bits of one thread, in memory that does not grow.
import { createWasmBackend } from '@evenkeel/wasm';
import {
  captureWeights,
  drawDigits,
  encodeSafetensors,
  fit,
  lenet,
  loader,
  setBackend,
  sgd,
} from 'evenkeel';
import { expect, it } from 'vitest';

interface Run {
  readonly weights: Uint8Array;
  /** How often memory was taken, by step. */
  readonly growths: readonly number[];
}

async function train(threads: number): Promise<Run> {
  const backend = createWasmBackend({ threads });
  expect(await backend.ready()).toBe(threads);
  setBackend(backend);
  const model = lenet();
  const optimizer = sgd(model.parameters(), { lr: 0.05, momentum: 0.9 });
  const data = loader(drawDigits({ count: 320 }), { batch: 32 });
  const growths: number[] = [];
  await fit(model, {
    data,
    optimizer,
    steps: 10,
    onEvent: ({ kind }) => void (kind === 'step' && growths.push(backend.memory().growths)),
  });
  const weights = encodeSafetensors(captureWeights(model));
  backend.close();
  return { weights, growths };
}

it('the same weights on 1, 2 and 3 threads, and no memory after the first steps', async () => {
  const one = await train(1);
  for (const threads of [2, 3]) {
    const { weights, growths } = await train(threads);
    expect(Buffer.compare(weights, one.weights)).toBe(0);
    expect(growths).toHaveLength(10);
    expect(new Set(growths.slice(5)).size).toBe(1);
  }
});
