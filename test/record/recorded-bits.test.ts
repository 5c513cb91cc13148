// Recorded steps give the bits of steps that are run op by op, and are left where they would not.
import { createHash } from 'node:crypto';
import { drawDigits, loader, sliceDataset, type Dataset } from '@evenkeel/data';
import {
  batchNorm,
  conv2d,
  dropout,
  flatten,
  gaussianNoise,
  initialize,
  Layer,
  linear,
  maxPool2d,
  relu,
  residual,
  sequential,
  spatialDropout,
} from '@evenkeel/layers';
import { createNativeBackend } from '@evenkeel/native';
import { adam, sgd, type Optimizer } from '@evenkeel/optim';
import { memory, mul, setBackend, tensor, debugBackend, type Tensor } from '@evenkeel/tensor';
import {
  captureRun,
  encodeSafetensors,
  fit,
  type FitOptions,
  type FitResult,
} from '@evenkeel/train';
import { beforeAll, describe, expect, it } from 'vitest';

beforeAll(() => {
  setBackend(createNativeBackend());
});

const digits = drawDigits({ count: 330 });
const test = sliceDataset(digits, { end: 60 });

function noisyNet() {
  return initialize(
    sequential(
      conv2d(1, 4, { kernel: 5, stride: 2, bias: false }),
      batchNorm(4),
      relu(),
      residual(sequential(conv2d(4, 4, { kernel: 3, padding: 1, bias: false }), batchNorm(4))),
      relu(),
      spatialDropout({ rate: 0.2 }),
      maxPool2d({ kernel: 2 }),
      flatten(),
      gaussianNoise({ std: 0.01 }),
      linear(144, 16),
      relu(),
      dropout({ rate: 0.3 }),
      linear(16, 10),
    ),
    { seed: 3 },
  );
}

type Net = ReturnType<typeof noisyNet>;
type Settings = Partial<FitOptions> & { make?: (model: Net) => Optimizer; set?: Dataset };

async function train({
  make,
  set = digits,
  ...options
}: Settings): Promise<{ result: FitResult; hash: string }> {
  const model = noisyNet();
  const optimizer = (make ?? ((net) => adam(net.parameters(), { lr: 0.003 })))(model);
  // 330 = 5 * 60 + 30: each epoch ends with a batch of half the size.
  const run = { model, optimizer, data: loader(set, { batch: 60 }) };
  const result = await fit(model, { ...run, steps: 200, ...options });
  const bytes = encodeSafetensors(captureRun(run, result.step));
  return { result, hash: createHash('sha256').update(bytes).digest('hex') };
}

describe('recorded steps', () => {
  it('give equal bits over 200 steps of Adam, with dropout, a schedule, ragged batches and evaluations', async () => {
    const options = {
      schedule: (step: number) => 0.003 / (1 + step / 50),
      validation: loader(test, { batch: 40, shuffle: false }),
      evaluateEvery: 17,
    };
    const eager = await train({ ...options, record: false });
    const recorded = await train(options);
    expect(recorded.hash).toBe(eager.hash);
    expect(recorded.result.evaluation).toEqual(eager.result.evaluation);
    expect(recorded.result.loss).toBe(eager.result.loss);
    expect(eager.result.replays).toBe(0);
    // All but the first, the second, and the last of each of 33 epochs.
    expect(recorded.result.replays).toBe(200 - 2 - 33);
  });

  it('give equal bits when parts are frozen and momenta change on the way', async () => {
    const changing = (): Partial<FitOptions> => ({
      steps: 60,
      callbacks: [
        {
          onStep: ({ step }, { model }) => {
            const parts = (model as Net).layers;
            if (step === 20) parts[0].requiresGrad = false;
            if (step === 30) parts[1].momentum = 0.5;
            if (step === 40) parts[3].eval();
            if (step === 50) parts[0].requiresGrad = true;
          },
        },
      ],
    });
    const eager = await train({
      ...changing(),
      make: (m) => sgd(m.parameters(), { lr: 0.05, momentum: 0.9 }),
      record: false,
    });
    const recorded = await train({
      ...changing(),
      make: (m) => sgd(m.parameters(), { lr: 0.05, momentum: 0.9 }),
    });
    expect(recorded.hash).toBe(eager.hash);
    // Each of the four changes costs two steps, each end of an epoch one.
    expect(recorded.result.replays).toBeGreaterThan(30);
    expect(recorded.result.replays).toBeLessThan(50);
  });

  it('are not replayed where a callback or a listener looks, and give equal bits', async () => {
    const looks = (seen: number[][]): Partial<FitOptions> => ({
      steps: 24,
      callbacks: [
        {
          observes: (step) => step % 6 === 0,
          onGradients: ({ model, step }) => {
            seen.push([step, model.parameters()[0]!.grad!.dataSync()[0]!]);
          },
        },
      ],
    });
    const [a, b]: [number[][], number[][]] = [[], []];
    const eager = await train({ ...looks(a), record: false });
    const recorded = await train(looks(b));
    expect(recorded.hash).toBe(eager.hash);
    expect(b).toEqual(a);
    expect(recorded.result.replays).toBeGreaterThan(10);
  });

  it('keep memory flat, and give it back at the end', async () => {
    const model = noisyNet();
    const optimizer = adam(model.parameters());
    const run = { model, optimizer, data: loader(digits, { batch: 60 }) };
    const buffers: number[] = [];
    const onEvent = () => void buffers.push(memory().buffers);
    await fit(model, { ...run, steps: 12 });
    const before = memory();
    const { replays } = await fit(model, { ...run, steps: 40, startStep: 12, onEvent });
    expect(replays).toBeGreaterThan(20);
    const { tensors, bytes } = memory();
    expect([tensors, bytes]).toEqual([before.tensors, before.bytes]);
    // While it lasts: what a replayed step leaves does not grow.
    expect(buffers.at(-3)).toBe(buffers[10]);
  });

  it('throw what a step op by op throws', async () => {
    const labels = digits.labels.slice();
    const set = { ...digits, labels };
    const data = () => loader(set, { batch: 60, shuffle: false });
    const failing = (record: boolean) =>
      train({
        record,
        data: data(),
        steps: 30,
        callbacks: [
          { onStep: ({ step }) => void (labels[70] = step >= 9 ? 12 : digits.labels[70]!) },
        ],
      }).catch((error: unknown) => String(error));
    const message = await failing(false);
    expect(message).toBe('KernelError: crossEntropy: target[10] must be from 0 to 9, got 12.');
    expect(await failing(true)).toBe(message);
  });
});

describe('steps that cannot be recorded', () => {
  /** Trains a few steps at debug level 1; gives the lines printed and the result. */
  async function watched(model: Layer, options: Partial<FitOptions> = {}) {
    const lines: string[] = [];
    const backend = createNativeBackend();
    setBackend(debugBackend(backend, 1, (line) => lines.push(line)));
    const data = loader(digits, { batch: 30 });
    const optimizer = sgd(model.parameters(), { lr: 0.1 });
    const result = await fit(model, { data, optimizer, steps: 8, ...options });
    debugBackend(backend, 0, () => undefined);
    return { replays: result.replays, lines: lines.filter((line) => line.includes('recorded')) };
  }

  class Doubling extends Layer<784, 784> {
    override forward(x: Tensor): Tensor {
      return mul(x, 2);
    }
  }

  class Weighing extends Layer<784, 784> {
    static readonly repeats = true;
    override forward(x: Tensor): Tensor {
      return mul(x, tensor([Math.random()]));
    }
  }

  const head = (layer: Layer): Layer =>
    sequential(flatten(), layer as Layer<number, 784>, linear(784, 10));
  const cases: Record<
    string,
    { make: () => Layer; options?: Partial<FitOptions>; reason: string }
  > = {
    'a module of your own': {
      make: () => head(new Doubling()),
      reason: 'Doubling is a module of your own; record: true says that it repeats',
    },
    'numbers made in the step': {
      make: () => head(new Weighing()),
      reason: 'the step makes a tensor of given numbers',
    },
    'a cumulative momentum': {
      make: () => head(batchNorm(784, { momentum: 'cumulative' })),
      reason: 'batchNorm weighs each batch anew',
    },
    'several batches': {
      make: () => head(batchNorm(784)),
      options: { accumulate: 2 },
      reason: 'they take several batches',
    },
  };

  it.each(Object.entries(cases))('say so: %s', async (_, { make, options = {}, reason }) => {
    const line = `evenkeel: steps are run op by op, not recorded: ${reason}`;
    expect(await watched(make(), options)).toEqual({ replays: 0, lines: [line] });
  });

  it('are recorded if the user says that they repeat', async () => {
    const { replays, lines } = await watched(
      sequential(flatten(), new Doubling(), linear(784, 10)),
      { record: true },
    );
    expect([replays, lines]).toEqual([6, []]);
  });
});
