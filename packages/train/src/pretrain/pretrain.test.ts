import { createReferenceBackend } from '@evenkeel/kernels';
import { Module, parameter } from '@evenkeel/layers';
import { memory, mul, setBackend, sum, tensor, tidy, zeros, type Tensor } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { tinyRun } from '../../test/tiny-run.js';
import { pretrain, type PretrainEvent, type PretrainOptions } from './pretrain.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

/** Notes what it is asked; its gradient is 1 everywhere, its error a number of the test's choice. */
class Spy extends Module {
  readonly visible = 'binary';
  readonly hidden: 'binary' | 'gaussian';
  readonly weight = parameter([1, 2], (shape, from) => from.normal(shape));
  readonly bias = parameter([2], (shape) => zeros(shape));
  readonly inputs: number[] = [];
  readonly #error: number;

  constructor(hidden: 'binary' | 'gaussian' = 'binary', error = 1) {
    super();
    this.hidden = hidden;
    this.#error = error;
    this.nameParts();
  }

  override forward(x: Tensor): Tensor {
    return mul(x, 2);
  }

  estimateGradient(x: Tensor): number {
    this.inputs.push(tidy(() => sum(x).item()));
    for (const p of this.parameters())
      p.grad = tensor(new Float64Array(2).fill(1), { shape: p.shape });
    return this.#error * this.inputs.length;
  }
}

const run = (stack: readonly Spy[], options: Partial<PretrainOptions> = {}) =>
  pretrain(stack, { data: tinyRun().data, epochs: 2, ...options });

describe('pretrain', () => {
  it('trains layer after layer on what those below make of the data', async () => {
    const stack = [new Spy(), new Spy()];
    const events: PretrainEvent[] = [];
    const result = await run(stack, { onEvent: (event) => void events.push(event) });
    // Four batches an epoch; the error of call k is k.
    expect(result).toMatchObject({ reason: 'finished', steps: 16, errors: [6.5, 6.5] });
    const { data } = tinyRun();
    const sums = Array.from({ length: 16 }, () => tidy(() => sum(data.next().x).item()));
    expect(stack[0]!.inputs).toEqual(sums.slice(0, 8));
    stack[1]!.inputs.forEach((input, k) => expect(input).toBeCloseTo(2 * sums[8 + k]!, 12));
    const epochs = events.flatMap((event) => (event.kind === 'epoch' ? [event] : []));
    expect(epochs).toEqual([
      { kind: 'epoch', layer: 0, epoch: 1, error: 2.5 },
      { kind: 'epoch', layer: 0, epoch: 2, error: 6.5 },
      { kind: 'epoch', layer: 1, epoch: 1, error: 2.5 },
      { kind: 'epoch', layer: 1, epoch: 2, error: 6.5 },
    ]);
    expect(events.filter(({ kind }) => kind === 'step')).toHaveLength(16);
    expect(events.at(-2)).toMatchObject({ kind: 'step', layer: 1, step: 16, steps: 16, error: 8 });
  });

  it.each(['binary', 'gaussian'] as const)(
    "follows the paper's recipe for %s units",
    async (hidden) => {
      const layer = new Spy(hidden);
      const start = layer.weight.dataSync()[0]!;
      await run([layer], { epochs: 2, initialEpochs: 1 });
      const lr = hidden === 'gaussian' ? 0.001 : 0.1;
      let [weight, bias, fast, slow] = [start, 0, 0, 0];
      for (let step = 0; step < 8; step += 1) {
        const momentum = step < 4 ? 0.5 : 0.9;
        fast = momentum * fast + 1 + 2e-4 * weight;
        slow = momentum * slow + 1;
        weight -= lr * fast;
        bias -= lr * slow;
      }
      expect(layer.weight.dataSync()[0]).toBeCloseTo(weight, 12);
      expect(layer.bias.dataSync()[0]).toBeCloseTo(bias, 12);
    },
  );

  it('takes a rate for each layer, and the other settings', async () => {
    const stack = [new Spy(), new Spy()];
    await run(stack, { epochs: 1, lr: [1, 0.5], initialMomentum: 0, weightDecay: 0 });
    expect(stack.map((layer) => layer.bias.dataSync()[0])).toEqual([-4, -2]);
  });

  it('stops after the current step', async () => {
    const stop = new AbortController();
    const onEvent = (event: PretrainEvent): void => {
      if (event.kind === 'step' && event.step === 11) stop.abort();
    };
    const stack = [new Spy(), new Spy()];
    const result = await run(stack, { onEvent, signal: stop.signal });
    expect(result).toMatchObject({ reason: 'aborted', steps: 11, errors: [6.5] });
  });

  it('leaves nothing behind', async () => {
    const stack = [new Spy(), new Spy()];
    await run(stack, { epochs: 1 });
    const { data } = tinyRun();
    const before = memory();
    await pretrain(stack, { data, epochs: 3, momentum: 0, initialMomentum: 0 });
    expect(memory()).toMatchObject({ tensors: before.tensors, buffers: before.buffers });
  });

  it('refuses what makes no sense', async () => {
    await expect(run([])).rejects.toThrow('pretrain: stack must be at least one layer, got none.');
    for (const [options, complaint] of [
      [{ epochs: 1.5 }, 'epochs must be a whole number from 0 on, got 1.5.'],
      [{ lr: [1, 2] }, 'lr must be one number, or 1, one for each layer, got 2.'],
      [{ lr: -1 }, 'lr must be a finite number from 0 on, got -1.'],
      [{ momentum: 1 }, 'momentum must be from 0 to below 1, got 1.'],
      [{ initialMomentum: -0.1 }, 'initialMomentum must be from 0 to below 1, got -0.1.'],
      [
        { initialEpochs: Infinity },
        'initialEpochs must be a finite number from 0 on, got Infinity.',
      ],
      [{ weightDecay: -1 }, 'weightDecay must be a finite number from 0 on, got -1.'],
    ] as const) {
      await expect(run([new Spy()], options)).rejects.toThrow(`pretrain: ${complaint}`);
    }
    await expect(run([new Spy(), new Spy('binary', Number.NaN)])).rejects.toThrow(
      'pretrain: the error of layer 1 must be finite, got NaN at step 9. Try a smaller lr; units that are gaussian want 0.001 or less.',
    );
  });
});
