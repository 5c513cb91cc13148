import { createReferenceBackend } from '@evenkeel/kernels';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  add,
  concat,
  flatten,
  memory,
  mul,
  noGrad,
  ones,
  relu,
  reshape,
  setBackend,
  split,
  square,
  sum,
  tensor,
  tidy,
  transpose,
  type Tensor,
} from '../index.js';

beforeEach(() => setBackend(createReferenceBackend({ precision: 'float64' })));

const leaf = (values: number[]): Tensor => tensor(values, { requiresGrad: true });
const gradOf = (x: Tensor): number[] => Array.from(x.grad?.dataSync() ?? []);

describe('backward', () => {
  it('adds up over uses and over calls', () => {
    const x = leaf([1, 2]);
    sum(mul(x, x)).backward();
    expect(gradOf(x)).toEqual([2, 4]);
    sum(x).backward();
    expect(gradOf(x)).toEqual([3, 5]);
    x.zeroGrad();
    expect(x.grad).toBeNull();
  });

  it('adds the gradients of many parts in place, each at the cost of the part', () => {
    const reference = createReferenceBackend({ precision: 'float64' });
    setBackend(reference);
    const run = vi.spyOn(reference, 'run');
    const x = leaf(Array.from({ length: 40 }, (_, i) => i));
    const parts = split(mul(x, 3), 20);
    const weighted = parts.map((part, i) => mul(part, i));
    run.mockClear();
    sum(concat(weighted)).backward();
    expect(gradOf(x)).toEqual(Array.from({ length: 40 }, (_, i) => 3 * Math.floor(i / 2)));
    const whole = run.mock.calls.filter(([, args]) => (args as { n?: number }).n === 40);
    expect(whole.length).toBeLessThan(8);
  });

  it('leaves gradients that others see as they are when parts add to them', () => {
    const x = leaf([1, 2, 3]);
    const y = mul(x, 1);
    const [first, rest] = split(y, [1, 2]);
    const total = add(sum(mul(y, y)), add(sum(first!), sum(mul(rest!, rest!))));
    total.backward();
    expect(gradOf(x)).toEqual([2 + 1, 4 + 4, 6 + 6]);
  });

  it('takes a gradient to start from', () => {
    const x = leaf([1, 2]);
    square(x).backward(tensor([1, 10]));
    expect(gradOf(x)).toEqual([2, 40]);
  });

  it('reaches a leaf directly', () => {
    const x = leaf([3]);
    x.backward();
    x.backward(tensor([4]));
    expect(gradOf(x)).toEqual([5]);
  });

  it('gives each leaf a gradient of its own', () => {
    const a = leaf([1, 2]);
    const b = leaf([3, 4]);
    add(a, b).backward(ones([2]));
    sum(a).backward();
    expect([gradOf(a), gradOf(b)]).toEqual([
      [2, 2],
      [1, 1],
    ]);
  });

  it('does not hand out the gradient it was given', () => {
    const a = leaf([1, 2]);
    const seed = ones([2]);
    reshape(a, [2, 1]).backward(reshape(seed, [2, 1]));
    sum(a).backward();
    expect(seed.dataSync()).toEqual(new Float64Array([1, 1]));
  });

  it('leaves constants alone', () => {
    const a = leaf([1]);
    const b = tensor([2]);
    mul(a, b).backward();
    expect(b.grad).toBeNull();
    a.requiresGrad = false;
    expect(mul(a, b).requiresGrad).toBe(false);
  });

  it('stops at detach and inside noGrad', () => {
    const x = leaf([2]);
    mul(x, square(x).detach()).backward();
    expect(gradOf(x)).toEqual([4]);
    expect(noGrad(() => mul(x, 2)).requiresGrad).toBe(false);
  });

  it('goes through results whose tensors are gone', () => {
    const x = leaf([1, 2]);
    const y = square(x);
    const z = transpose(reshape(y, [1, 2]));
    const loss = sum(z);
    y.dispose();
    z.dispose();
    loss.backward();
    expect(gradOf(x)).toEqual([2, 4]);
  });

  it('can be repeated if the graph is retained', () => {
    const x = leaf([3]);
    const y = square(x);
    y.backward(null, { retainGraph: true });
    y.backward();
    expect(gradOf(x)).toEqual([12]);
  });

  it('walks graphs of any depth', () => {
    const x = leaf([1]);
    const y = tidy(() => {
      let h = x;
      for (let i = 0; i < 20_000; i++) h = mul(h, 1);
      return h;
    });
    y.backward();
    expect(gradOf(x)).toEqual([1]);
  });

  it('frees deep graphs that were never used', () => {
    const x = leaf([1]);
    const before = memory().buffers;
    let h = x;
    for (let i = 0; i < 20_000; i++) {
      const next = relu(h);
      if (h !== x) h.dispose();
      h = next;
    }
    expect(memory().buffers).toBeGreaterThan(before + 10_000);
    h.dispose();
    expect(memory().buffers).toBe(before);
  });

  it('frees what was saved, but not the gradients of leaves', () => {
    const x = leaf([1, 2]);
    const before = memory();
    tidy(() => {
      const y = flatten(square(relu(x)));
      y.backward(ones(y.shape));
    });
    expect(memory().tensors).toBe(before.tensors + 1);
    expect(memory().buffers).toBe(before.buffers + 1);
    expect(gradOf(x)).toEqual([2, 4]);
  });
});

describe('backward refuses', () => {
  it('a tensor without a graph', () => {
    expect(() => sum(ones([2])).backward()).toThrow(
      'backward: tensor must be a result of tensors that require grad, got one of sum without a graph. ' +
        'Was it made inside noGrad() or by detach()? Do the parameters have requiresGrad?',
    );
  });

  it('a second pass through a freed graph', () => {
    const x = leaf([1]);
    const y = square(x);
    const z = relu(y);
    z.backward();
    expect(() => z.backward()).toThrow(
      'backward: tensor must be a result whose graph is still there, ' +
        'got one that depends on relu, whose graph an earlier backward() freed. ' +
        'Pass { retainGraph: true } to the earlier call.',
    );
    expect(() => mul(y, 2).backward()).toThrow('one that depends on square');
    expect(gradOf(x)).toEqual([2]);
  });

  it('a vector without a gradient, and a gradient of another shape', () => {
    const y = square(leaf([1, 2]));
    expect(() => y.backward()).toThrow(
      'backward: tensor must be a scalar unless a gradient is given, got [2]. ' +
        'Reduce it with sum() or mean(), or call backward(gradient).',
    );
    expect(() => y.backward(ones([3]))).toThrow(
      'backward: gradient must be [2] like the tensor, got [3].',
    );
  });

  it('integers as gradient', () => {
    expect(() => square(leaf([1])).backward(tensor([1], { dtype: 'int32' }))).toThrow(
      'backward: gradient must be a float tensor, got int32.',
    );
  });
});

describe('the gradient of a leaf', () => {
  it('is forgotten when it is disposed', () => {
    const x = leaf([1]);
    x.backward();
    x.grad?.dispose();
    expect(x.grad).toBeNull();
    x.backward();
    expect(gradOf(x)).toEqual([1]);
  });

  it('can be replaced', () => {
    const x = leaf([1]);
    x.backward();
    const old = x.grad!;
    tidy(() => {
      x.grad = mul(old, 5);
    });
    expect(old.disposed).toBe(true);
    expect(gradOf(x)).toEqual([5]);
    x.dispose();
    expect(x.grad).toBeNull();
  });
});
