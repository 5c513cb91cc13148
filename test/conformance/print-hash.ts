// Runs a sample of conformance cases on the native back end that the environment asks for, and prints what it was and
// a hash of all result bits. A process of its own, because the variables are read when the addon loads.
import { createHash } from 'node:crypto';
import { kernelNames } from '@evenkeel/kernels';
import { casesOf, drawCase, runCase } from '@evenkeel/kernels/cases';
import { createNativeBackend } from '@evenkeel/native';

const backend = createNativeBackend();
const hash = createHash('sha256');
for (const kernel of kernelNames) {
  // Every seventh case: each kernel with small, odd and large shapes, in a few seconds.
  for (const testCase of casesOf(kernel).filter((_, i) => i % 7 === 0)) {
    for (const values of Object.values(runCase(backend, drawCase(testCase)))) {
      // Which of its many bit patterns a NaN has is up to the processor.
      for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i])) values[i] = NaN;
      hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    }
  }
}
const { isa } = backend.describe();
process.stdout.write(JSON.stringify({ isa, threads: backend.threads(), hash: hash.digest('hex') }));
