// Time that TypeScript adds to each op, forward and backward, and to a training step of the batch-norm paper's MLP.
// Run: npx tsx --conditions=evenkeel-source test/bench/overhead.ts
import type { Backend } from '@evenkeel/kernels';
import {
  batchNorm,
  crossEntropy,
  full,
  keep,
  linear,
  mul,
  ones,
  relu,
  setBackend,
  sigmoid,
  sum,
  tensor,
  tidy,
  zeros,
  type Tensor,
} from '@evenkeel/tensor';
import { stubBackend } from './stub-backend.js';

const ROUNDS = 20;

/** Microseconds of one call, the best of many rounds. */
function microseconds(calls: number, body: () => void): number {
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const start = process.hrtime.bigint();
    for (let i = 0; i < calls; i++) body();
    best = Math.min(best, Number(process.hrtime.bigint() - start) / 1000 / calls);
  }
  return best;
}

const CHAIN = 40;

function chain(x: Tensor, op: (x: Tensor) => Tensor): Tensor {
  let y = x;
  for (let i = 0; i < CHAIN; i++) y = op(y);
  return y;
}

/** Forward alone, and forward with backward, of a chain of one op; per op. */
function report(name: string, op: (x: Tensor) => Tensor): void {
  const x = full([60, 100], 1, { requiresGrad: true });
  const forward = microseconds(50, () => tidy(() => void chain(x, op))) / CHAIN;
  const both = microseconds(50, () => {
    tidy(() => {
      const y = chain(x, op);
      y.backward(ones(y.shape));
    });
    x.zeroGrad();
  });
  const backward = both / CHAIN - forward;
  print(name, `${forward.toFixed(2)} µs forward, ${backward.toFixed(2)} µs backward`);
}

function print(name: string, text: string): void {
  process.stdout.write(`${name.padEnd(28)} ${text}\n`);
}

interface Block {
  readonly weight: Tensor;
  readonly gamma: Tensor;
  readonly beta: Tensor;
  readonly runningMean: Tensor;
  readonly runningVar: Tensor;
}

const leaf = { requiresGrad: true };

function block(inputs: number, outputs: number): Block {
  const vector = () => keep(zeros([outputs], leaf));
  return {
    weight: keep(zeros([inputs, outputs], leaf)),
    gamma: vector(),
    beta: vector(),
    runningMean: keep(zeros([outputs])),
    runningVar: keep(ones([outputs])),
  };
}

/** One step of the 784-100-100-100-10 net with batch norm, without the optimizer. */
function mlpStep(): () => void {
  const blocks = [block(784, 100), block(100, 100), block(100, 100)];
  const last = { weight: keep(zeros([100, 10], leaf)), bias: keep(zeros([10], leaf)) };
  const images = keep(zeros([60, 784]));
  const labels = keep(tensor(new Int32Array(60)));
  const leaves = [
    ...blocks.flatMap(({ weight, gamma, beta }) => [weight, gamma, beta]),
    last.weight,
    last.bias,
  ];
  return () => {
    tidy(() => {
      let h = images;
      for (const { weight, ...norm } of blocks) {
        h = sigmoid(batchNorm(linear(h, weight), { ...norm, training: true }));
      }
      crossEntropy(linear(h, last.weight, last.bias), labels).backward();
    });
    for (const parameter of leaves) parameter.zeroGrad();
  };
}

let kernels = 0;

function counting(backend: Backend): Backend {
  const run: Backend['run'] = backend.run.bind(backend);
  const counted: Backend['run'] = (name, args) => {
    kernels++;
    run(name, args);
  };
  return Object.assign(backend, { run: counted });
}

setBackend(stubBackend());
report('relu', relu);
report('mul by a number', (x) => mul(x, 2));
const other = keep(ones([100]));
report('mul by a row', (x) => mul(x, other));
const square = keep(ones([100, 100], leaf));
report('linear', (x) => linear(x, square));
report('sum of rows', (x) => sum(x, 1, { keepDims: true }));
print('MLP step', `${microseconds(200, mlpStep()).toFixed(1)} µs`);
setBackend(counting(stubBackend()));
mlpStep()();
print('kernels of that step', `${kernels} with the fills of its parameters`);
