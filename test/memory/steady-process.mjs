// Training steps of the LeNet-style net, for steady.long.test.ts: prints what warm steps took from the system.
// Plain JavaScript on the built packages: a loader of TypeScript has a thread of its own, which touches pages too.
import {
  backend,
  crossEntropy,
  generator,
  initialize,
  lenet,
  memory,
  sgd,
  tensor,
  tidy,
  useBackend,
} from 'evenkeel';

const warmUp = 60;
const steps = 100;
const batch = 64;

const pageFaults = () => process.resourceUsage().minorPageFault;

/** Page faults while the back end was at work: those of JavaScript's own heap are its own affair. */
let faults = 0;

/** Counts the page faults of the calls that take buffers and compute. */
function countFaults(inside) {
  for (const name of ['alloc', 'free', 'run', 'runAll']) {
    const call = inside[name];
    inside[name] = (...args) => {
      const before = pageFaults();
      const result = call.apply(inside, args);
      faults += pageFaults() - before;
      return result;
    };
  }
}

useBackend('native', { threads: 2 });
countFaults(backend());
const model = initialize(lenet(), { seed: 1 });
const optimizer = sgd(model.parameters(), { lr: 0.01, momentum: 0.9 });
const x = generator(2).normal([batch, 28, 28, 1]);
const labels = tensor(Int32Array.from({ length: batch }, (_, i) => i % 10));

function train(count) {
  for (let step = 0; step < count; step++) {
    tidy(() => {
      optimizer.zeroGrad();
      crossEntropy(model.forward(x), labels).backward();
      optimizer.step();
    });
  }
}

train(warmUp);
const warmUpFaults = faults;
const warm = memory();
faults = 0;
train(steps);
const end = memory();
process.stdout.write(
  JSON.stringify({
    steps,
    warmUpFaults,
    faults,
    growths: end.growths - warm.growths,
    bytes: end.bytes - warm.bytes,
    scratchBytes: end.scratchBytes - warm.scratchBytes,
    peakBytes: end.peakBytes,
  }),
);
