// Trains four different nets, each in a worker thread of its own, for workers.long.test.ts: all at once, or with the
// argument 'alone' one after the other. Prints a hash of each net's weights; the main thread never loads the addon.
// Plain JavaScript on the built packages: with a loader of TypeScript in every worker, starting would take longer than
// training.
import { createHash } from 'node:crypto';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import {
  crossEntropy,
  generator,
  inceptionSmall,
  initialize,
  lenet,
  mlp,
  resnet20,
  sgd,
  tensor,
  tidy,
  useBackend,
} from 'evenkeel';

const batch = 8;
const size = 12;
const nets = {
  mlp: { make: () => mlp({ sizes: [size * size, 64, 64, 10], batchNorm: true }), steps: 200 },
  lenet: { make: () => lenet({ size: [size, size] }), steps: 20 },
  resnet20: { make: () => resnet20({ channels: 1 }), steps: 6 },
  inception: { make: () => inceptionSmall({ channels: 1 }), steps: 3 },
};

/** Trains a net and gives a hash of its weights. */
function train(name) {
  // More threads than processors: they must wait for each other.
  useBackend('native', { threads: 2 });
  const { make, steps } = nets[name];
  const model = initialize(make(), { seed: 1 });
  const optimizer = sgd(model.parameters(), { lr: 0.01, momentum: 0.9 });
  const source = generator(2);
  const labels = tensor(Int32Array.from({ length: batch }, (_, i) => i % 10));
  for (let step = 0; step < steps; step++) {
    tidy(() => {
      optimizer.zeroGrad();
      crossEntropy(model.forward(source.normal([batch, size, size, 1])), labels).backward();
      optimizer.step();
    });
  }
  const hash = createHash('sha256');
  for (const parameter of model.parameters()) hash.update(parameter.dataSync());
  return hash.digest('hex');
}

/** The hash that a worker finds, once it has ended. */
async function inWorker(name) {
  const worker = new Worker(new URL(import.meta.url), { workerData: name });
  const ended = new Promise((resolve, reject) => worker.on('exit', resolve).on('error', reject));
  const hash = new Promise((resolve) => worker.once('message', resolve));
  const code = await ended;
  if (code !== 0) throw new Error(`the worker of ${name} ended with ${code}`);
  return [name, await hash];
}

async function trainAll(alone) {
  const names = Object.keys(nets);
  if (!alone) return Promise.all(names.map(inWorker));
  const found = [];
  for (const name of names) found.push(await inWorker(name));
  return found;
}

if (isMainThread) {
  const found = await trainAll(process.argv[2] === 'alone');
  process.stdout.write(JSON.stringify(Object.fromEntries(found)));
} else {
  parentPort.postMessage(train(workerData));
}
