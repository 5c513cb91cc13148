// What goes wrong in the middle of a run, and that it costs the steps since the last checkpoint and nothing else.
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drawDigits, loader, type Batch } from '@evenkeel/data';
import { createNativeBackend } from '@evenkeel/native';
import { sgd } from '@evenkeel/optim';
import { assign, generator, setBackend } from '@evenkeel/tensor';
import { fit, resume, type TrainEvent } from '@evenkeel/train';
import { openCheckpoints } from '@evenkeel/train/node';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { paperMlp } from '../e2e/paper-mlp.js';

beforeAll(() => {
  setBackend(createNativeBackend({ threads: 1 }));
});
let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'evenkeel-faults-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

const digits = drawDigits({ count: 120, seed: 2 });
const steps = 14;

interface Outcome {
  readonly startStep: number;
  readonly error: unknown;
  readonly end: TrainEvent | undefined;
  readonly warnings: readonly string[];
  readonly weights: readonly (readonly number[])[];
}

/** Trains from the last checkpoint, of which there is one every 4 steps; `spoil` may change a batch. */
async function train(
  spoil: (batch: Batch, step: number) => void = () => undefined,
): Promise<Outcome> {
  const model = paperMlp({ batchNorm: true, hidden: 16 });
  const optimizer = sgd(model.parameters(), { lr: 0.3, momentum: 0.9 });
  const data = loader(digits, { batch: 20, generator: generator(4) });
  const warnings: string[] = [];
  const onWarning = (message: string): void => void warnings.push(message);
  await using checkpoints = await openCheckpoints(directory, { onWarning });
  const startStep = await resume(checkpoints, { model, optimizer, data });
  let step = startStep;
  const next = data.next.bind(data);
  data.next = () => {
    const batch = next();
    spoil(batch, (step += 1));
    return batch;
  };
  let end: TrainEvent | undefined;
  const onEvent = (event: TrainEvent): void => void (end = event);
  const options = { data, optimizer, steps, startStep, checkpoints, checkpointEvery: 4, onEvent };
  const error: unknown = await fit(model, options).catch((thrown: unknown) => thrown);
  const weights = model.parameters().map((parameter) => [...parameter.dataSync()]);
  return { startStep, error, end, warnings, weights };
}

/** Final weights of a run that nothing happens to. */
async function undisturbed(): Promise<Outcome['weights']> {
  const { weights } = await train();
  rmSync(directory, { recursive: true });
  return weights;
}

describe('a run goes on from its last checkpoint to the bits of an undisturbed one', () => {
  it.each([
    [
      'a label out of range',
      (batch: Batch) =>
        assign(
          batch.y,
          Int32Array.from({ length: 20 }, (_, i) => (i === 3 ? 10 : 0)),
        ),
      'crossEntropy: target[3] must be from 0 to 9, got 10.',
    ],
    [
      'NaN in the data',
      (batch: Batch) => assign(batch.x, new Float32Array(batch.x.size).fill(Number.NaN)),
      'fit: loss must be finite, got NaN at step 11. The batch holds NaN or infinity already.',
    ],
  ])('after %s', async (_, damage, message) => {
    const expected = await undisturbed();
    const failed = await train((batch, step) => {
      if (step === 11) damage(batch);
    });
    expect(failed.error).toMatchObject({ message });
    expect(failed.end).toEqual({ kind: 'end', step: 10, reason: 'failed', why: message });
    const resumed = await train();
    expect(resumed).toMatchObject({ startStep: 8, warnings: [] });
    expect(resumed.weights).toEqual(expected);
  });

  it.each([
    [
      'cut short',
      (path: string) => truncateSync(path, 9000),
      'have \\d+ bytes, as its header claims, got 9000 bytes at byte 9000\\.',
    ],
    [
      'flipped in one bit',
      flipBit,
      'have the checksum \\w{8} of its content, got \\w{8} at byte \\d+\\. It was damaged after it had been written\\.',
    ],
  ])('with its last checkpoint %s', async (_, damage, problem) => {
    const expected = await undisturbed();
    await train((_batch, step) => {
      if (step === 10) throw new Error('killed');
    });
    damage(join(directory, 'checkpoint-00000002.safetensors'));
    const resumed = await train();
    const path = (number: number): string =>
      join(directory, `checkpoint-0000000${number}.safetensors`);
    expect(resumed.warnings).toEqual([
      expect.stringMatching(
        new RegExp(
          `^readSafetensors: ${path(2)} must ${problem} The one before it is used: ${path(1)}\\.$`,
        ),
      ),
    ]);
    expect(resumed.startStep).toBe(4);
    expect(resumed.weights).toEqual(expected);
  });
});

function flipBit(path: string): void {
  const bytes = readFileSync(path);
  bytes[bytes.length - 1000]! ^= 16;
  writeFileSync(path, bytes);
}
