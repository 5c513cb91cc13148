// 10,000 steps of the paper's perceptron, for flat.long.test.ts: prints memory every 500 steps as JSON lines.
// The argument 'collector' leaves freeing to the garbage collector: a loop by hand without any scope.
import { drawDigits, loader, type Loader } from '@evenkeel/data';
import { createNativeBackend } from '@evenkeel/native';
import { sgd, type Optimizer } from '@evenkeel/optim';
import { crossEntropy, memory, setBackend } from '@evenkeel/tensor';
import { fit, type Model } from '@evenkeel/train';
import { paperMlp } from '../e2e/paper-mlp.js';

const steps = 10_000;
setBackend(createNativeBackend({ threads: 1 }));

function report(step: number): void {
  const { tensors, buffers, bytes, pooledBytes, growths } = memory();
  const rss = process.memoryUsage.rss();
  process.stdout.write(
    `${JSON.stringify({ step, rss, tensors, buffers, bytes, pooledBytes, growths })}\n`,
  );
}

/** What a user writes who knows nothing of scopes. */
async function trainByHand(model: Model, data: Loader, optimizer: Optimizer): Promise<void> {
  for (let step = 1; step <= steps; step += 1) {
    const { x, y } = data.next();
    const loss = crossEntropy(model.forward(x), y);
    optimizer.zeroGrad();
    loss.backward();
    optimizer.step();
    // The collector gives memory back between turns of the event loop only.
    if (step % 10 === 0) await new Promise((resolve) => setImmediate(resolve));
    if (step % 500 === 0) report(step);
  }
}

const model = paperMlp({ batchNorm: true });
const optimizer = sgd(model.parameters(), { lr: 1 });
const data = loader(drawDigits({ count: 12_000 }), { batch: 60 });
if (process.argv[2] === 'collector') await trainByHand(model, data, optimizer);
else {
  await fit(model, {
    data,
    optimizer,
    steps,
    onEvent: (event) => {
      if (event.kind === 'step' && event.step % 500 === 0) report(event.step);
    },
  });
}
