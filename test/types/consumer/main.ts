// A program that uses evenkeel as a user would. It is never run: it must compile against the built packages under the
// strictest settings and without skipLibCheck.
import {
  activeBackend,
  adam,
  batchNorm,
  confusionMatrix,
  conv2d,
  crossEntropy,
  evaluate,
  fit,
  flatten,
  generator,
  initialize,
  Layer,
  lenet,
  linear,
  loader,
  lstm,
  lsuv,
  maxPool2d,
  mlp,
  noGrad,
  normal,
  ops,
  parameter,
  precisionRecallF1,
  relu,
  Scope,
  sequential,
  sgd,
  stepDecay,
  summary,
  tensor,
  tidy,
  topKAccuracy,
  useBackend,
  type Dataset,
  type OptimizerState,
  type StateDict,
  type Tensor,
} from 'evenkeel';

class Scaled extends Layer<784, 10> {
  readonly body = sequential(linear(784, 100), batchNorm(100), relu(), linear(100, 10));
  readonly factor = parameter([1], () => tensor([1]));

  override forward(x: Tensor): Tensor {
    return ops.mul(this.body.forward(x), this.factor);
  }
}

export async function train(data: Dataset): Promise<number> {
  useBackend('reference', { precision: 'float64' });
  const model = initialize(mlp({ sizes: [784, 100, 10], init: normal({ std: 0.1 }) }), { seed: 1 });
  const optimizer = sgd(model.parameters(), { lr: 0.1, momentum: 0.9 });
  const batches = loader(data, { batch: 60, generator: generator(1) });
  await fit(model, { data: batches, optimizer, steps: 10 });
  const { accuracy } = await evaluate(model, batches);
  return accuracy;
}

export function step(x: Tensor, y: Tensor): { state: StateDict; optimizer: OptimizerState } {
  using _scope = new Scope();
  const model = new Scaled();
  const optimizer = adam(model.parameters());
  const schedule = stepDecay({ baseLr: 0.1, stepSize: 10 });
  optimizer.lr = schedule(0);
  const loss: Tensor = crossEntropy(model.forward(x), y);
  loss.backward();
  optimizer.step();
  return { state: model.stateDict(), optimizer: optimizer.stateDict() };
}

export const images: Layer<1, 10> = sequential(
  conv2d(1, 32, { kernel: 5, padding: 2, bias: false }),
  batchNorm(32, { momentum: 'cumulative' }),
  relu(),
  maxPool2d({ kernel: 2 }),
  flatten(),
  linear(14 * 14 * 32, 10),
);
export const other: Layer<3, 7> = lenet({ channels: 3, classes: 7 });
export const text = `${String(summary(images, [1, 28, 28, 1]))} on ${activeBackend().name}`;
export const norm: number = noGrad(() => tidy(() => ops.sum(ops.square(tensor([3, 4]))).item()));
export const recurrent: Layer<8, 10> = sequential(lstm(8, 32, { returns: 'last' }), linear(32, 10));
export async function scores(data: Dataset): Promise<readonly [top5: number, macro: number]> {
  lsuv(images, tensor([0], { shape: [1, 28, 28, 1] }));
  const [matrix, top5] = [confusionMatrix(10), topKAccuracy(5)];
  await evaluate(images, loader(data, { batch: 50 }), { metrics: [matrix, top5] });
  return [top5.value, precisionRecallF1(matrix.counts, { zeroDivision: 'exclude' }).macro.f1];
}
