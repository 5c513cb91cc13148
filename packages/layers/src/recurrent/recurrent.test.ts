import { createReferenceBackend } from '@evenkeel/kernels';
import { constant } from '@evenkeel/init';
import * as ops from '@evenkeel/tensor';
import { generator, setBackend, sum, type Tensor } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { gru, linear, lstm, rnn, sequential, summary } from '../index.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

const values = (x: Tensor) => [...x.dataSync()];
const sequences = () => generator(3).normal([2, 4, 3]);
const stepAt = (x: Tensor, t: number) =>
  ops.reshape(ops.slice(x, [0, t], { ends: [2, t + 1] }), [2, 3]);

describe.each([
  ['rnn', 1, rnn],
  ['lstm', 4, lstm],
  ['gru', 3, gru],
] as const)('%s', (_, gates, make) => {
  it('has weights of all gates side by side, within 1 / sqrt(hidden)', () => {
    const layer = make(3, 5);
    const shapes = layer.namedParameters().map(([name, { shape }]) => [name, shape]);
    expect(Object.fromEntries(shapes)).toEqual({
      weightIh: [3, gates * 5],
      weightHh: [5, gates * 5],
      biasIh: [gates * 5],
      biasHh: [gates * 5],
    });
    expect(Math.max(...values(layer.weightIh))).toBeLessThanOrEqual(1 / Math.sqrt(5));
    expect(make(3, 5, { bias: false }).parameters()).toHaveLength(2);
  });

  it('gives every state or the last one', () => {
    const x = sequences();
    const layer = make(3, 5);
    const last = make(3, 5, { returns: 'last' });
    last.loadStateDict(layer.stateDict());
    const y = layer.forward(x);
    expect(y.shape).toEqual([2, 4, 5]);
    const end = ops.slice(y, [0, 3], { ends: [2, 4] });
    expect(values(last.forward(x))).toEqual(values(end));
    expect(values(layer.run(x).hT)).toEqual(values(end));
  });

  it('gives all its parameters gradients', () => {
    const layer = make(3, 2, { returns: 'last' });
    sum(layer.forward(sequences())).backward();
    for (const { grad } of layer.parameters())
      expect(values(grad!).some((g) => g !== 0)).toBe(true);
  });

  it('refuses sizes and inputs that do not fit', () => {
    expect(() => make(0, 5)).toThrow(/: in must be a whole number from 1 on, got 0\.$/);
    expect(() => make(3, 5, { returns: 'first' as never })).toThrow(
      /: returns must be 'sequence' or 'last', got 'first'\.$/,
    );
    expect(() => make(4, 5).forward(sequences())).toThrow(/: weightIh must be \[3, /);
  });

  it('counts its operations over all steps', () => {
    const model = sequential(make(3, 5, { returns: 'last' }), linear(5, 2));
    const [row] = summary(model, [2, 4, 3]).rows;
    expect(row?.shape).toEqual([2, 5]);
    expect(row?.flops).toBe(2 * 2 * 4 * (3 + 5) * 5 * gates);
  });
});

describe('cells', () => {
  it('walk as the layers do, step by step', () => {
    const x = sequences();
    const [plain, gated, memory] = [rnn(3, 2, { nonlinearity: 'relu' }), gru(3, 2), lstm(3, 2)];
    let h = ops.zeros([2, 2]);
    let g = ops.ones([2, 2]);
    let state = { h: ops.ones([2, 2]), c: ops.zeros([2, 2]) };
    for (let t = 0; t < 4; t++) {
      h = plain.step(stepAt(x, t), h);
      g = gated.step(stepAt(x, t), g);
      state = memory.step(stepAt(x, t), state);
    }
    expect(values(plain.run(x).hT)).toEqual(values(h));
    expect(values(gated.run(x, ops.ones([2, 2])).hT)).toEqual(values(g));
    const { hT, cT } = memory.run(x, { h: ops.ones([2, 2]) });
    expect([values(hT), values(cT)]).toEqual([values(state.h), values(state.c)]);
  });
});

describe('initializers', () => {
  it('are chosen for each kind of weight', () => {
    const layer = gru(1, 1, {
      init: constant(1),
      recurrentInit: constant(2),
      biasInit: constant(3),
    });
    const { weightIh, weightHh, biasIh, biasHh } = layer;
    const first = [weightIh, weightHh, biasIh, biasHh].map((weight) => values(weight!)[0]);
    expect(first).toEqual([1, 2, 3, 3]);
  });
});
