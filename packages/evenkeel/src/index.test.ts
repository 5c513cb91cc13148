import { describe, expect, it } from 'vitest';
import * as evenkeel from './index.js';

describe('evenkeel', () => {
  it('trains with one import', () => {
    const { crossEntropy, generator, linear, ops, sequential, sgd, sigmoid, tensor } = evenkeel;
    evenkeel.useBackend('reference');
    const model = sequential(linear(2, 8), sigmoid(), linear(8, 2));
    const optimizer = sgd(model.parameters(), { lr: 1 });
    const x = generator(1).normal([32, 2]);
    const y = tensor(
      x
        .dataSync()
        .filter((_, i) => i % 2 === 0)
        .map((value) => (value > 0 ? 1 : 0)),
      { dtype: 'int32' },
    );
    const losses = Array.from({ length: 50 }, () => {
      const loss = crossEntropy(model.forward(x), y);
      loss.backward();
      optimizer.step();
      optimizer.zeroGrad();
      return loss.item();
    });
    expect(losses.at(-1)!).toBeLessThan(losses[0]! / 2);
    expect(ops.relu(tensor([-1, 2])).dataSync()).toEqual(Float32Array.of(0, 2));
    expect(evenkeel.init.zeros().scheme).toBe('zeros');
  });

  it('has every name of its packages, and the plain name of an op that is a layer too is the layer', async () => {
    const packages = await Promise.all([
      import('@evenkeel/data'),
      import('@evenkeel/init'),
      import('@evenkeel/layers'),
      import('@evenkeel/models'),
      import('@evenkeel/monitor'),
      import('@evenkeel/optim'),
      import('@evenkeel/tensor'),
      import('@evenkeel/train'),
    ]);
    const missing = packages
      .flatMap(Object.keys)
      .filter((name) => !Object.keys(evenkeel).includes(name));
    expect(missing).toEqual([]);
    const names = new Map<string, unknown>(Object.entries(evenkeel));
    const shadowed = Object.entries(packages[2]).filter(
      ([name, value]) => names.get(name) !== value,
    );
    expect(shadowed).toEqual([]);
  });
});

describe('back ends', () => {
  it('are described, chosen and set', () => {
    const info = evenkeel.useBackend('reference', { precision: 'float64' });
    expect(info).toEqual({
      name: 'reference',
      precision: 'float64',
      isa: 'javascript',
      threads: 1,
      version: 'float64',
    });
    expect(evenkeel.activeBackend()).toEqual(info);
    evenkeel.setThreads(1);
    for (const name of ['native', 'wasm'] as const) {
      expect(() => evenkeel.useBackend(name, { precision: 'float64' })).toThrow(
        `${name}: precision must be float32, got float64. useBackend('reference', { precision: 'float64' }) computes in float64.`,
      );
    }
    expect(() => evenkeel.useBackend('gpu' as 'wasm')).toThrowErrorMatchingInlineSnapshot(
      `[Error: useBackend: name must be native or wasm or reference, got 'gpu'.]`,
    );
  });

  it('are watched as closely as asked', () => {
    const log = () => evenkeel.ops.log(evenkeel.tensor([-1]));
    evenkeel.useBackend('reference');
    evenkeel.setDebugLevel(4);
    expect(log).toThrowErrorMatchingInlineSnapshot(
      `[NonFiniteError: log: log gave NaN at element 0 of [1] from finite inputs.]`,
    );
    evenkeel.setDebugLevel(0);
    expect(log().item()).toBeNaN();
  });

  it('are all tried for the report, and the one in use stays', () => {
    evenkeel.useBackend('reference');
    const reports = evenkeel.backends();
    expect(reports.map(({ name }) => name)).toEqual(['native', 'wasm', 'reference']);
    for (const { info, reason } of reports) expect(info === null).toBe(reason !== null);
    expect(evenkeel.activeBackend().name).toBe('reference');
  });
});
