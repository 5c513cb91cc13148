import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createReferenceBackend } from '@evenkeel/kernels';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  add,
  keep,
  memory,
  mul,
  ones,
  Scope,
  setBackend,
  square,
  sum,
  tensor,
  tidy,
  watchLeaks,
  zeros,
  type Leak,
  type Tensor,
} from '../index.js';

beforeEach(() => setBackend(createReferenceBackend({ precision: 'float32' })));

describe('tidy', () => {
  it('frees all but what is returned, wherever it lies', () => {
    const before = memory().tensors;
    const returned = tidy(() => {
      const [a, b, c, d] = [ones([1]), ones([1]), ones([1]), ones([1])];
      add(a, b);
      return { list: [a], map: new Map([['b', b]]), nested: { set: new Set([c]) }, n: 1, d };
    });
    expect(memory().tensors).toBe(before + 4);
    expect(returned.list[0]?.dataSync()).toEqual(new Float32Array([1]));
    expect(returned.d.disposed).toBe(false);
  });

  it('survives containers that hold each other', () => {
    const circle: { self?: unknown; x?: Tensor } = {};
    circle.self = circle;
    tidy(() => {
      circle.x = ones([1]);
      return circle;
    });
    expect(circle.x?.disposed).toBe(false);
  });

  it('hands results to the scope around', () => {
    let inner: Tensor | null = null;
    const before = memory().tensors;
    tidy(() => {
      inner = tidy(() => mul(ones([1]), 2));
      expect(inner.item()).toBe(2);
      expect(memory().tensors).toBe(before + 1);
    });
    expect((inner as Tensor | null)?.disposed).toBe(true);
  });

  it('keeps what keep() names', () => {
    let kept: Tensor | null = null;
    tidy(() => tidy(() => void (kept = keep(ones([2])))));
    expect((kept as Tensor | null)?.disposed).toBe(false);
  });

  it('frees all when it throws', () => {
    const before = memory().tensors;
    expect(() =>
      tidy(() => {
        ones([1]);
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect(memory().tensors).toBe(before);
  });

  it('works across await', async () => {
    const before = memory().tensors;
    const y = await tidy(async () => {
      const a = ones([2]);
      await Promise.resolve();
      return add(a, ones([2]));
    });
    expect(memory().tensors).toBe(before + 1);
    expect(y.dataSync()).toEqual(new Float32Array([2, 2]));
    await expect(
      tidy(async () => {
        ones([1]);
        await Promise.resolve();
        throw new Error('stop');
      }),
    ).rejects.toThrow('stop');
    expect(memory().tensors).toBe(before + 1);
  });

  it('says so if asynchronous scopes overlap', async () => {
    let release = (): void => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const first = tidy(async () => {
      await Promise.resolve();
      return 1;
    });
    const second = tidy(() => gate);
    await expect(first).rejects.toThrow(
      'Scope: scopes must close in the reverse order of opening, got one that closes before a later one. ' +
        'Await one asynchronous tidy() before the next starts.',
    );
    release();
    await second;
    const before = memory().tensors;
    tidy(() => ones([1]).size);
    expect(memory().tensors).toBe(before);
  });

  it('keeps gradients of leaves outside', () => {
    const w = tensor([3], { requiresGrad: true });
    tidy(() => square(w).backward());
    expect(w.grad?.item()).toBe(6);
  });
});

describe('Scope', () => {
  it('frees at the end of the block', () => {
    const before = memory().tensors;
    {
      using scope = new Scope();
      scope.keep(ones([1]));
      ones([1]);
    }
    expect(memory().tensors).toBe(before + 1);
  });

  it('forgets tensors that were disposed, however many', () => {
    using scope = new Scope();
    const before = memory().buffers;
    for (let i = 0; i < 5000; i++) ones([1]).dispose();
    scope.keep(ones([1]));
    expect(memory().buffers).toBe(before + 1);
  });
});

describe('tensors that no one disposes', () => {
  it('are freed by the garbage collector, with their gradients and graphs', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const leaks: Leak[] = [];
    const before = memory();
    watchLeaks((leak) => leaks.push(leak));
    (() => {
      const w = tensor([1, 2], { requiresGrad: true });
      sum(square(w)).backward();
      sum(mul(w, zeros([2])));
    })();
    for (let round = 0; round < 20 && memory().buffers > before.buffers; round++) {
      collect();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    watchLeaks(null);
    expect(memory().buffers).toBe(before.buffers);
    expect(leaks).toContainEqual({ op: 'square', shape: [2] });
  });

  it('are what the garbage collector is told of; those of scopes are not', () => {
    const told: number[] = [];
    const collectable = (growth: number) => told.push(growth);
    setBackend(Object.assign(createReferenceBackend({ precision: 'float32' }), { collectable }));
    const mebi = 2 ** 20;
    tidy(() => add(zeros([mebi]), 1).size);
    expect(told).toEqual([]);
    const left = zeros([mebi]);
    expect(told).toHaveLength(1);
    expect(told[0]! / (4 * mebi)).toBeCloseTo(1, 2);
    left.dispose();
    expect(told).toHaveLength(2);
    expect(told[1]! / (4 * mebi)).toBeCloseTo(-1, 2);
  });
});
