import { createReferenceBackend } from '@evenkeel/kernels';
import { inspect } from 'node:util';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  add,
  arange,
  assign,
  crossEntropy,
  full,
  gather,
  generator,
  memory,
  mul,
  noGrad,
  oneHot,
  ones,
  reshape,
  setBackend,
  Tensor,
  tensor,
  zeros,
} from '../index.js';

beforeEach(() => setBackend(createReferenceBackend({ precision: 'float32' })));

describe('tensor', () => {
  it('reads nested arrays', () => {
    const x = tensor([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect([x.shape, x.size, x.dtype, x.requiresGrad]).toEqual([[2, 3], 6, 'float32', false]);
    expect(x.dataSync()).toEqual(new Float32Array([1, 2, 3, 4, 5, 6]));
  });

  it('keeps the type of integer arrays', () => {
    expect(tensor(new Int32Array([-1, 2])).dataSync()).toEqual(new Int32Array([-1, 2]));
    expect(tensor(new Uint8Array([1, 255])).dtype).toBe('uint8');
    expect(tensor([3, 1], { dtype: 'int32' }).dataSync()).toEqual(new Int32Array([3, 1]));
  });

  it('keeps a copy of an array, of whatever type', () => {
    for (const values of [
      new Float32Array([1, 2]),
      new Int32Array([1, 2]),
      new Uint8Array([1, 2]),
    ]) {
      const x = tensor(values);
      values.fill(9);
      expect(Array.from(x.dataSync())).toEqual([1, 2]);
    }
  });

  it('takes scalars, empty arrays and shapes', () => {
    expect(tensor(5).shape).toEqual([]);
    expect(tensor([]).shape).toEqual([0]);
    expect(tensor([[], []]).shape).toEqual([2, 0]);
    expect(tensor(new Float32Array(6), { shape: [3, 2] }).shape).toEqual([3, 2]);
  });

  it('refuses ragged rows', () => {
    expect(() => tensor([[1, 2], [3]])).toThrow(
      'tensor: values must be nested arrays of equal lengths [2, 2], got a row of 1.',
    );
    expect(() => tensor([[1, 2], 3])).toThrow(
      'tensor: values must be nested arrays of equal lengths [2, 2], got 3.',
    );
    expect(() => tensor([1, [2]])).toThrow(
      'tensor: values must be nested arrays of equal lengths [2], got a row of 1.',
    );
  });

  it('takes rows that are typed arrays', () => {
    expect(tensor([Float32Array.of(1, 2), Float32Array.of(3, 4)]).shape).toEqual([2, 2]);
  });

  // What the type checker refuses, programs in JavaScript and values of type `any` bring nevertheless.
  it.each<[unknown, string]>([
    [null, 'null'],
    [undefined, 'undefined'],
    ['1', "'1'"],
    [[true, false], 'true'],
    [[1n], '1n'],
    [[[1], [null]], 'null'],
    [{ length: 1 }, 'an object'],
    [new BigInt64Array(2), 'a BigInt64Array'],
    [new DataView(new ArrayBuffer(4)), 'a DataView'],
  ])('refuses values that are no numbers: %#', (values, received) => {
    expect(() => tensor(values as number)).toThrow(
      `tensor: values must be numbers, in nested arrays or a typed array, got ${received}.`,
    );
  });

  it('refuses a shape in the place of the options, and what is no shape', () => {
    expect(() => tensor([1, 2, 3, 4], [2, 2] as object)).toThrow(
      'tensor: options must be an object such as { shape: [2, 2] }, got an array.',
    );
    expect(() => zeros(3 as unknown as number[])).toThrow(
      'zeros: shape must be a list of whole numbers from 0 on, got 3.',
    );
  });

  it('refuses what does not fit', () => {
    expect(() => tensor([1, 2, 3], { shape: [2, 2] })).toThrow(
      'tensor: shape must be of 3 elements, as many as there are values, got [2, 2].',
    );
    expect(() => zeros([2, -1])).toThrow(
      'zeros: shape must be a list of whole numbers from 0 on, got [2, -1].',
    );
    expect(() => zeros([65536, 65536])).toThrow(
      'zeros: shape must be a shape of at most 2147483647 elements, got [65536, 65536].',
    );
    expect(() => tensor([256], { dtype: 'uint8' })).toThrow(
      'tensor: values must be whole numbers from 0 to 255, got 256.',
    );
    expect(() => tensor([0.5], { dtype: 'int32' })).toThrow(
      'tensor: values must be whole numbers of 32 bits, got 0.5.',
    );
    expect(() => tensor([1], { dtype: 'float64' })).toThrow(
      'tensor: dtype must be float, float32, int32 or uint8 on the reference back end, got float64.',
    );
    expect(() => tensor([1], { dtype: 'int32', requiresGrad: true })).toThrow(
      'tensor: requiresGrad must be false for integers, got true for int32.',
    );
  });
});

describe('creation', () => {
  it('fills', () => {
    expect(ones([2]).dataSync()).toEqual(new Float32Array([1, 1]));
    expect(full([2], 3, { dtype: 'int32' }).dataSync()).toEqual(new Int32Array([3, 3]));
    expect(zeros([0, 3]).dataSync()).toEqual(new Float32Array(0));
    expect(arange(3, { dtype: 'int32' }).dataSync()).toEqual(new Int32Array([0, 1, 2]));
  });
});

describe('Tensor', () => {
  it('gives its one element', () => {
    expect(full([1, 1], 2.5).item()).toBe(2.5);
    expect(() => ones([2]).item()).toThrow('item: tensor must be of size 1, got [2].');
  });

  it('answers later too', async () => {
    await expect(ones([2]).data()).resolves.toEqual(new Float32Array([1, 1]));
    const gone = ones([2]);
    gone.dispose();
    await expect(gone.data()).rejects.toThrow('dataSync: tensor must be a live tensor');
  });

  it('cannot be used once disposed, and can be disposed twice', () => {
    const x = ones([2]);
    x.dispose();
    x.dispose();
    expect(x.disposed).toBe(true);
    expect(String(x)).toBe('Tensor(disposed [2])');
    expect(() => add(ones([2]), x)).toThrow(
      'add: b must be a live tensor, got a disposed one of shape [2]. Return it from tidy(), or keep() it.',
    );
  });

  it('shares its buffer with views until all are gone', () => {
    const before = memory().buffers;
    const x = arange(6);
    const y = reshape(x, [2, 3]);
    const z = x.detach();
    x.dispose();
    y.dispose();
    expect(memory().buffers).toBe(before + 1);
    expect(z.dataSync()).toEqual(new Float32Array([0, 1, 2, 3, 4, 5]));
    z.dispose();
    expect(memory().buffers).toBe(before);
  });

  it('has float64 on the float64 reference only', () => {
    setBackend(createReferenceBackend({ precision: 'float64' }));
    expect(tensor([0.1]).dataSync()).toEqual(new Float64Array([0.1]));
    expect(tensor([0.1]).dtype).toBe('float64');
  });

  it('stays on its back end', () => {
    const here = ones([2]);
    setBackend(createReferenceBackend({ precision: 'float64' }));
    expect(mul(here, 2).dtype).toBe('float32');
    expect(() => add(here, ones([2]))).toThrow(
      'add: b must be on the back end of the other arguments (reference float32), ' +
        'got one on reference float64. Copy it: tensor(await x.data(), { shape: x.shape }).',
    );
  });

  it('can be made on first use', () => {
    let made = 0;
    class Late extends Tensor {
      protected override materialize(): Tensor {
        made++;
        return full(this.shape, 7);
      }
    }
    const before = memory();
    const late = new Late({ shape: [2], value: null, op: 'late', requiresGrad: true });
    expect([late.size, made]).toEqual([2, 0]);
    expect(noGrad(() => add(late, late)).dataSync()).toEqual(new Float32Array([14, 14]));
    expect(made).toBe(1);
    late.dispose();
    expect(memory().buffers).toBe(before.buffers + 1);
  });
});

describe('assign', () => {
  it('overwrites in place', () => {
    const w = zeros([2]);
    assign(w, new Float64Array([1, 2]));
    expect(w.dataSync()).toEqual(new Float32Array([1, 2]));
    assign(w, tensor([3, 4]));
    expect(w.dataSync()).toEqual(new Float32Array([3, 4]));
  });

  it('refuses other shapes and types', () => {
    expect(() => assign(zeros([2]), zeros([1, 2]))).toThrow(
      'assign: source must be of shape [2] like the target, got [1, 2].',
    );
    expect(() => assign(zeros([2]), new Float32Array(3))).toThrow(
      'assign: source must be of shape [2] like the target, got 3 numbers.',
    );
    expect(() => assign(zeros([2]), zeros([2], { dtype: 'int32' }))).toThrow(
      'assign: source must be float32, got int32.',
    );
  });
});

describe('a chain of random numbers', () => {
  it('is uniform on the back end of the moment', () => {
    const x = generator(3).uniform([1000], -1, 1).dataSync();
    expect(Math.min(...x)).toBeGreaterThanOrEqual(-1);
    expect(Math.max(...x)).toBeLessThan(1);
  });
});

describe('console.log of a tensor', () => {
  it('shows dtype and shape, draws no parameter and reads nothing', () => {
    expect(inspect([zeros([2, 3])])).toBe('[ Tensor(float32 [2, 3]) ]');
    const drawn: string[] = [];
    class Later extends Tensor {
      protected override materialize(): Tensor {
        drawn.push('drawn');
        return zeros([2]);
      }
    }
    const later = new Later({ shape: [2], value: null, op: 'later', requiresGrad: false });
    expect(inspect(later)).toBe('Tensor(float32 [2])');
    expect(drawn).toEqual([]);
  });
});

describe('a kernel that refuses its data', () => {
  it('leaves nothing behind', () => {
    const labels = tensor([0, 5], { dtype: 'int32' });
    const logits = zeros([2, 3]);
    const before = memory().buffers;
    expect(() => crossEntropy(logits, labels)).toThrow(
      'crossEntropy: target[1] must be from 0 to 2, got 5.',
    );
    expect(() => oneHot(labels, 3)).toThrow('oneHot: index[1] must be from 0 to 2, got 5.');
    expect(() => gather(zeros([3]), labels)).toThrow(
      'gather: index[1] must be from 0 to 2, got 5.',
    );
    expect(memory().buffers).toBe(before + 1);
  });
});
