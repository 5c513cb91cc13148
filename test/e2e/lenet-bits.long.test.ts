// 200 training steps leave the same bits on one and two threads, on every instruction set, and when they are run again.
import { createNativeBackend, nativeInstructionSets } from '@evenkeel/native';
import { describe, expect, it } from 'vitest';
import { neonSkipped, startNeon } from '../neon/server.js';
import { hashAfterTraining, type LenetTraining } from './lenet-training.js';

const isas = nativeInstructionSets();

/** Trains on one thread, then on two. */
function hashes(isa: string, training: LenetTraining): string[] {
  return [1, 2].map((threads) =>
    hashAfterTraining(createNativeBackend({ isa, threads }), training),
  );
}

describe('200 steps of the LeNet-style net', () => {
  // Without fused multiply-add in hardware, base takes minutes for images of 28x28.
  it('leave the same bits on images of 28x28', () => {
    const training = { size: 28, batch: 32, steps: 200 };
    const fused = isas.filter((isa) => isa !== 'base');
    const found = [...fused, fused.at(-1) ?? 'base'].flatMap((isa) => hashes(isa, training));
    expect(found.length).toBeGreaterThanOrEqual(2);
    expect(new Set(found).size).toBe(1);
  });

  const small = { size: 8, batch: 4, steps: 200 };

  it('leave the same bits on images of 8x8, base included', () => {
    expect(new Set(isas.flatMap((isa) => hashes(isa, small))).size).toBe(1);
  });

  it.skipIf(neonSkipped() !== null)('leave the same bits on NEON', async () => {
    const neon = await startNeon();
    try {
      expect(hashAfterTraining(neon.backend, small)).toBe(hashes(isas.at(-1)!, small)[0]);
    } finally {
      neon.close();
    }
  });
});
