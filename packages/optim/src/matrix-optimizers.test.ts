import { createReferenceBackend } from '@evenkeel/kernels';
import {
  generator,
  matmul,
  memory,
  setBackend,
  sub,
  tensor,
  tidy,
  transpose,
} from '@evenkeel/tensor';
import type { Tensor } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { lamb, lion, muon } from './index.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

const values = (x: Tensor) => [...x.dataSync()];
const drawn = (shape: number[], name: string) => generator(1).fork(name).normal(shape);

/** A parameter with a gradient. */
function weight(shape: number[], scale = 1): Tensor {
  const p = tensor(values(drawn(shape, 'weight')), { shape, requiresGrad: true });
  p.grad = tensor(
    values(drawn(shape, 'gradient')).map((g) => scale * g),
    { shape },
  );
  return p;
}

describe('lion', () => {
  it('steps by the sign of the average, and shrinks by the decay', () => {
    const p = tensor([1, 2, -4], { requiresGrad: true });
    const optimizer = lion([p], { lr: 0.5, beta1: 0.5, beta2: 0.5, weightDecay: 0.5 });
    p.grad = tensor([3, -1, 0]);
    optimizer.step();
    expect(values(p)).toEqual([0.25, 2, -3]);
    // m is [1.5, -0.5, 0] now, so the step follows -1.5, 0.5, 0 + ... : the new gradient outweighs it.
    p.grad = tensor([-3, 1, 0]);
    optimizer.step();
    expect(values(p)).toEqual([0.25 * 0.75 + 0.5, 2 * 0.75 - 0.5, -3 * 0.75]);
  });
});

describe('lamb', () => {
  it('takes steps as long as the tensor, whatever the gradient', () => {
    const [p, q] = [weight([4, 3]), weight([4, 3], 1000)];
    const before = values(p);
    const optimizer = lamb([p, q], { lr: 0.1, weightDecay: 0, eps: 0 });
    optimizer.step();
    const length = (numbers: number[]) => Math.hypot(...numbers);
    const step = values(p).map((value, i) => value - before[i]!);
    expect(length(step)).toBeCloseTo(0.1 * length(before), 10);
    for (const [i, value] of values(q).entries()) expect(value).toBeCloseTo(values(p)[i]!, 10);
  });

  it('moves from zero, and decays', () => {
    const zero = tensor([0, 0], { requiresGrad: true });
    const decayed = tensor([2, 2], { requiresGrad: true });
    zero.grad = tensor([1, -1]);
    decayed.grad = tensor([0, 0]);
    lamb([zero, decayed], { lr: 0.1, weightDecay: 0.5 }).step();
    expect(values(zero)[0]).toBeCloseTo(-0.1, 5);
    expect(values(decayed)[0]).toBeCloseTo(2 - 0.1 * 2, 5);
  });
});

describe('muon', () => {
  it.each([[[6, 6]], [[8, 3]], [[3, 8]], [[2, 2, 2, 5]]])(
    'gives %j singular values near 1',
    (shape) => {
      const columns = shape.at(-1)!;
      const rows = shape.slice(0, -1).reduce((a, b) => a * b, 1);
      const p = weight(shape);
      const before = tensor(values(p), { shape: [rows, columns] });
      muon([p], { lr: 1 }).step();
      const step = sub(before, tensor(values(p), { shape: [rows, columns] }));
      const tall = rows > columns;
      const gram = tall ? matmul(transpose(step), step) : matmul(step, transpose(step));
      const count = Math.min(rows, columns);
      const scale = Math.max(1, columns / rows);
      const trace = values(gram).filter((_, i) => i % (count + 1) === 0);
      const mean = trace.reduce((sum, value) => sum + value, 0) / count / scale;
      expect(mean).toBeGreaterThan(0.4);
      expect(mean).toBeLessThan(1.5);
    },
  );

  it('turns diagonal gradients into their signs', () => {
    const p = tensor([[0, 0], [0, 0]], { requiresGrad: true }); // prettier-ignore
    p.grad = tensor([[5, 0], [0, -2]]); // prettier-ignore
    muon([p], { lr: 1, rounds: 12 }).step();
    const [first, right, left, last] = values(p);
    expect([right, left]).toEqual([0, 0].map((zero) => expect.closeTo(zero, 12) as number));
    expect(Math.abs(first! + 1)).toBeLessThan(0.35);
    expect(Math.abs(last! - 1)).toBeLessThan(0.35);
  });

  it('refuses vectors', () => {
    expect(() => muon([weight([4])])).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: muon: parameters must be of two axes or more, got [4]. Give vectors to another optimizer, such as adamW.]`,
    );
  });

  it('goes on exactly where a saved state ends, and frees what a step makes', () => {
    const whole = weight([3, 4]);
    const optimizer = muon([whole]);
    optimizer.step();
    const part = tensor(values(whole), { shape: [3, 4], requiresGrad: true });
    part.grad = tensor(values(whole.grad!), { shape: [3, 4] });
    const resumed = muon([part]);
    resumed.loadStateDict(structuredClone(optimizer.stateDict()));
    const before = memory().tensors;
    tidy(() => optimizer.step());
    expect(memory().tensors).toBe(before);
    resumed.step();
    expect(values(part)).toEqual(values(whole));
  });
});
