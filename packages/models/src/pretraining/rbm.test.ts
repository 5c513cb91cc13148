import { normal } from '@evenkeel/init';
import { createReferenceBackend } from '@evenkeel/kernels';
import {
  assign,
  generator,
  logSumExp,
  matmul,
  mean,
  memory,
  mul,
  neg,
  setBackend,
  sub,
  tensor,
  tidy,
  type Tensor,
} from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { rbm, type Rbm } from './rbm.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

/** All states of n binary units, [2^n, n]. */
const states = (n: number): Tensor =>
  tensor(
    Array.from({ length: 2 ** n }, (_, code) =>
      Array.from({ length: n }, (_, i) => (code >> i) & 1),
    ),
  );

/** Mean over x of log p(x), by enumeration. */
const logLikelihood = (machine: Rbm, x: Tensor): number =>
  tidy(() => {
    const partition = logSumExp(neg(machine.freeEnergy(states(x.shape[1]!))));
    return -mean(machine.freeEnergy(x)).item() - partition.item();
  });

function learn(machine: Rbm, x: Tensor, { steps, lr }: { steps: number; lr: number }): number {
  let error = 0;
  for (let step = 0; step < steps; step += 1) {
    tidy(() => {
      error = machine.estimateGradient(x);
      for (const p of machine.parameters()) assign(p, sub(p, mul(p.grad!, lr)));
    });
  }
  return error;
}

const patterns = () =>
  tensor([
    [1, 1, 1, 0, 0, 0],
    [0, 0, 0, 1, 1, 1],
    [1, 0, 1, 0, 1, 0],
    [1, 1, 1, 0, 0, 0],
  ]);

describe('rbm', () => {
  it.each([
    [1, false],
    [1, true],
    [5, true],
  ])('learns a distribution by CD-%i (drawn reconstructions: %s)', (steps, sampleVisible) => {
    const machine = rbm(6, 5, { steps, sampleVisible });
    const x = patterns();
    const before = logLikelihood(machine, x);
    expect(before).toBeCloseTo(-6 * Math.LN2, 0);
    learn(machine, x, { steps: 1500, lr: 0.1 });
    // The best possible is -(0.5 log 2 + 0.5 log 4) = -1.04.
    expect(logLikelihood(machine, x)).toBeGreaterThan(-2);
  });

  it('has the free energy that summing over the hidden states gives', () => {
    const machine = rbm(4, 3, { init: normal({ std: 1 }) });
    assign(machine.visibleBias, Float64Array.of(0.3, -1, 0, 2));
    assign(machine.hiddenBias, Float64Array.of(-0.5, 1, 0.2));
    const [v, h] = [states(4), states(3)];
    // -E(v, h) of every pair.
    const pairs = tidy(() => {
      const across = matmul(matmul(v, machine.weight), tensor(transposed(h)));
      const left = matmul(v, machine.visibleBias).dataSync();
      const right = matmul(h, machine.hiddenBias).dataSync();
      return Array.from(across.dataSync(), (value, k) => {
        return value + left[Math.floor(k / 8)]! + right[k % 8]!;
      });
    });
    const energies = machine.freeEnergy(v).dataSync();
    energies.forEach((energy, i) => {
      const terms = pairs.slice(8 * i, 8 * i + 8).map(Math.exp);
      expect(energy).toBeCloseTo(-Math.log(terms.reduce((a, b) => a + b, 0)), 10);
    });
  });

  it.each([
    ['binary', 'binary'],
    ['binary', 'gaussian'],
    ['gaussian', 'binary'],
    ['gaussian', 'gaussian'],
  ] as const)(
    '%s to %s: contrasts the free energies of data and reconstruction',
    (visible, hidden) => {
      const machine = rbm(5, 3, { visible, hidden, init: normal({ std: 0.3 }) });
      assign(machine.visibleBias, Float64Array.of(0.3, -1, 0, 2, 0.1));
      assign(machine.hiddenBias, Float64Array.of(-0.5, 1, 0.2));
      const x = generator(5).uniform([7, 5]);
      const { generator: own } = machine.random;
      const start = own.state();
      const error = machine.estimateGradient(x);
      const estimated = machine.parameters().map((p) => Array.from(p.grad!.dataSync()));

      own.restore(start);
      const back = machine.decode(machine.drawHidden(x)).detach();
      for (const p of machine.parameters()) p.grad = null;
      sub(mean(machine.freeEnergy(x)), mean(machine.freeEnergy(back))).backward();
      machine.parameters().forEach((p, k) => {
        p.grad!.dataSync().forEach((value, i) => expect(estimated[k]![i]).toBeCloseTo(value, 10));
      });
      const [a, b] = [Array.from(x.dataSync()), back.dataSync()];
      expect(error).toBeCloseTo(a.reduce((s, value, i) => s + (value - b[i]!) ** 2, 0) / 7, 10);
    },
  );

  it('learns real numbers with gaussian visible units', () => {
    const x = generator(3).normal([60, 3], 2, 1);
    const machine = rbm(3, 2, { visible: 'gaussian' });
    const first = machine.estimateGradient(x);
    expect(learn(machine, x, { steps: 400, lr: 0.02 })).toBeLessThan(first / 3);
    const average = mean(machine.reconstruct(x), 0).dataSync();
    for (const value of average) expect(Math.abs(value - 2)).toBeLessThan(0.3);
  });

  it('gives the same bits from the same seed, and saves where its draws stand', () => {
    const train = (): Rbm => {
      const machine = rbm(6, 4);
      learn(machine, patterns(), { steps: 5, lr: 0.1 });
      return machine;
    };
    expect(train().stateDict()).toEqual(train().stateDict());
    expect(Object.keys(train().stateDict())).toEqual([
      'weight',
      'visibleBias',
      'hiddenBias',
      'random',
    ]);
    const [one, other] = [train(), train()];
    expect(one.drawHidden(patterns()).dataSync()).toEqual(other.drawHidden(patterns()).dataSync());
    const drawn = one.drawVisible(one.drawHidden(patterns()));
    expect(drawn.shape).toEqual([4, 6]);
    for (const value of drawn.dataSync()) expect([0, 1]).toContain(value);
  });

  it('frees what an estimate makes, but for the gradients', () => {
    const machine = rbm(6, 4, { steps: 3 });
    const x = patterns();
    machine.estimateGradient(x);
    const before = memory();
    machine.estimateGradient(x);
    expect(memory()).toMatchObject({ tensors: before.tensors, buffers: before.buffers });
  });

  it('refuses what makes no sense', () => {
    expect(() => rbm(0, 4)).toThrow('rbm: visible must be a whole number from 1 on, got 0.');
    expect(() => rbm(4, 2.5)).toThrow('rbm: hidden must be a whole number from 1 on, got 2.5.');
    expect(() => rbm(4, 2, { steps: 0 })).toThrow(
      'rbm: steps must be a whole number from 1 on, got 0.',
    );
    expect(() => rbm(4, 2, { hidden: 'relu' as 'binary' })).toThrow(
      "rbm: options.hidden must be 'binary' or 'gaussian', got 'relu'.",
    );
    expect(() => rbm(4, 2).forward(tensor([[1, 2, 3]]))).toThrow(
      'rbm: x must be [N, ...] of 4 numbers an example, got [1, 3].',
    );
    expect(() => rbm(2, 2).estimateGradient(tensor([[0.5, 1.5]]))).toThrow(
      "rbm: x must be from 0 to 1 for binary visible units, got numbers from 0.5 to 1.5. Leave the loader's normalize out, or take visible: 'gaussian'.",
    );
  });
});

function transposed(x: Tensor): number[][] {
  const [rows, columns] = x.shape as [number, number];
  const values = x.dataSync();
  return Array.from({ length: columns }, (_, j) =>
    Array.from({ length: rows }, (_unused, i) => values[i * columns + j]!),
  );
}
