// Training steps of the LeNet-style net, for steady.long.test.ts: prints what warm steps took from the system.
import { initialize } from '@evenkeel/layers';
import { lenet } from '@evenkeel/models';
import { createNativeBackend } from '@evenkeel/native';
import { sgd } from '@evenkeel/optim';
import { crossEntropy, generator, memory, setBackend, tensor, tidy } from '@evenkeel/tensor';

const warmUp = 60;
const steps = 100;
const batch = 64;

setBackend(createNativeBackend({ threads: 2 }));
const model = initialize(lenet(), { seed: 1 });
const optimizer = sgd(model.parameters(), { lr: 0.01, momentum: 0.9 });
const x = generator(2).normal([batch, 28, 28, 1]);
const labels = tensor(Int32Array.from({ length: batch }, (_, i) => i % 10));

function train(count: number): void {
  for (let step = 0; step < count; step++) {
    tidy(() => {
      optimizer.zeroGrad();
      crossEntropy(model.forward(x), labels).backward();
      optimizer.step();
    });
  }
}

const coldFaults = process.resourceUsage().minorPageFault;
train(warmUp);
const warm = memory();
const warmFaults = process.resourceUsage().minorPageFault;
train(steps);
const end = memory();
const faults = process.resourceUsage().minorPageFault - warmFaults;
process.stdout.write(
  JSON.stringify({
    steps,
    warmUpFaults: warmFaults - coldFaults,
    faults,
    growths: end.growths - warm.growths,
    bytes: end.bytes - warm.bytes,
    scratchBytes: end.scratchBytes - warm.scratchBytes,
    peakBytes: end.peakBytes,
  }),
);
