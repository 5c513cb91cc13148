// The kernels compiled for AArch64, under qemu: the same bits as those of this processor in every conformance case, and
// PyTorch's numbers.
import { kernelNames, type Backend } from '@evenkeel/kernels';
import { casesOf, drawCase, runCase } from '@evenkeel/kernels/cases';
import { createNativeBackend } from '@evenkeel/native';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstDifferentBits } from '../conformance/bits.js';
import { coveredOps, goldenFaults } from '../golden/suite.js';
import { neonSkipped, startNeon, type NeonBackend } from './server.js';

describe.skipIf(neonSkipped() !== null)('NEON', () => {
  let native: Backend;
  let neon: NeonBackend;

  // Compiles all kernels for another processor.
  beforeAll(async () => {
    native = createNativeBackend({ threads: 1 });
    neon = await startNeon();
  }, 600_000);
  afterAll(() => neon?.close());

  it('is what runs', () => {
    expect(neon.backend.describe().isa).toBe('neon');
  });

  it.each(kernelNames)('%s gives the same bits as on this processor', (kernel) => {
    const differences = casesOf(kernel).flatMap((testCase) => {
      const drawn = drawCase(testCase);
      const difference = firstDifferentBits(runCase(neon.backend, drawn), runCase(native, drawn));
      return difference === null ? [] : [`${testCase.name}: ${difference}`];
    });
    expect(differences).toEqual([]);
    expect(neon.backend.memory().buffers).toBe(0);
  });

  it.each(coveredOps)('%s agrees with PyTorch', (op) => {
    expect(goldenFaults(neon.backend, op)).toEqual([]);
  });

  it('has the same words for a broken frame', () => {
    const message = (backend: Backend): string => {
      try {
        backend.run('fill', { y: 77, n: 3, value: 1 });
        return 'none';
      } catch (error) {
        return String(error);
      }
    };
    expect(message(neon.backend)).toBe(message(native));
    expect(message(neon.backend)).toMatch(/^KernelError: fill: y must be/);
  });
});
