import { describe, expect, it } from 'vitest';
import type { Backend } from '../backend.js';
import { KernelError } from '../errors.js';
import { createReferenceBackend } from './backend.js';

const create = (): Backend => createReferenceBackend({ precision: 'float32' });

const matmul = {
  bias: null,
  batch: 1,
  aBatch: 1,
  bBatch: 1,
  m: 1,
  n: 2,
  k: 3,
  transposeA: false,
  transposeB: false,
  activation: 'none',
} as const;

/** The message of the KernelError that an action throws. */
function messageOf(action: () => void): string | null {
  try {
    action();
    return null;
  } catch (error) {
    if (error instanceof KernelError) return error.message;
    throw error;
  }
}

describe('reference back end', () => {
  it('reads what was written, at offsets, as a copy', () => {
    const backend = create();
    const handle = backend.alloc('i32', 4);
    backend.write(handle, 'i32', Int32Array.of(1, 2, 3, 4));
    backend.write(handle, 'i32', Int32Array.of(9), 2);
    const data = backend.read(handle, 'i32', 2, 1);
    expect(data).toEqual(Int32Array.of(2, 9));
    data[0] = 77;
    expect(backend.read(handle, 'i32', 4)).toEqual(Int32Array.of(1, 2, 9, 4));
  });

  it('holds floats in its precision', () => {
    const narrow = create();
    const wide = createReferenceBackend({ precision: 'float64' });
    for (const [backend, want] of [
      [narrow, Math.fround(0.1)],
      [wide, 0.1],
    ] as const) {
      const y = backend.alloc('float', 1);
      backend.run('fill', { y, n: 1, value: 0.1 });
      expect(backend.read(y, 'float', 1)[0]).toBe(want);
    }
  });

  it('counts buffers and bytes', () => {
    const backend = create();
    const a = backend.alloc('float', 10);
    const b = backend.alloc('u8', 3);
    backend.free(a);
    expect(backend.memory()).toMatchObject({ buffers: 1, bytes: 3, peakBytes: 43 });
    backend.free(b);
    expect(backend.memory()).toMatchObject({ buffers: 0, bytes: 0 });
  });

  it('says in numbers that memory is exhausted, and goes on', () => {
    const backend = create();
    backend.alloc('i32', 10);
    const length = 2 ** 45;
    expect(messageOf(() => backend.alloc('float', length))).toBe(
      `alloc: memory must be available, got none for ${length} floats beside 40 bytes in 1 buffers. ` +
        'Use a smaller batch or free buffers.',
    );
    expect(backend.memory()).toMatchObject({ buffers: 1, bytes: 40, peakBytes: 40 });
    const y = backend.alloc('float', 2);
    backend.run('fill', { y, n: 2, value: 3 });
    expect(backend.read(y, 'float', 2)).toEqual(Float32Array.of(3, 3));
  });

  it('refuses a freed handle, also after its place was used again', () => {
    const backend = create();
    const old = backend.alloc('float', 1);
    backend.free(old);
    const next = backend.alloc('float', 1);
    expect(next).not.toBe(old);
    expect(messageOf(() => backend.run('fill', { y: old, n: 1, value: 0 }))).toBe(
      `fill: y must be a live buffer, got handle ${old}. It was freed or comes from another back end.`,
    );
    expect(() => backend.free(old)).toThrow(KernelError);
    expect(() => backend.read(old, 'float', 1)).toThrow(KernelError);
  });

  it('refuses handles that never were', () => {
    const backend = create();
    for (const y of [0, -1, 5, 2 ** 31 - 1, NaN]) {
      expect(() => backend.run('fill', { y, n: 0, value: 0 })).toThrow(KernelError);
    }
  });

  it('refuses a buffer that is too small, with its dimensions', () => {
    const backend = create();
    const [a, b, c] = [
      backend.alloc('float', 3),
      backend.alloc('float', 5),
      backend.alloc('float', 2),
    ];
    expect(messageOf(() => backend.run('matmul', { ...matmul, a, b, c }))).toBe(
      'matmul: b must hold bBatch*k*n = 6 floats, got 5.',
    );
  });

  it('refuses a buffer of another type', () => {
    const backend = create();
    const y = backend.alloc('i32', 3);
    expect(messageOf(() => backend.run('fill', { y, n: 3, value: 0 }))).toBe(
      'fill: y must hold floats, got integers.',
    );
  });

  it('refuses the same buffer twice unless the kernel works in place', () => {
    const backend = create();
    const x = backend.alloc('float', 3);
    backend.run('unary', { x, y: x, n: 3, f: 'relu', alpha: 0, beta: 0 });
    const strided = { dims: [1, 1, 1, 1, 1, 3], strides: [0, 0, 0, 0, 0, 1], offset: 0 };
    expect(
      messageOf(() => backend.run('gatherStrided', { x, y: x, n: 3, xLength: 3, ...strided })),
    ).toBe('gatherStrided: y must be a buffer of its own, got the one of x.');
  });

  it('refuses scalars out of range and broken rules', () => {
    const backend = create();
    const y = backend.alloc('float', 3);
    expect(messageOf(() => backend.run('fill', { y, n: -1, value: 0 }))).toBe(
      'fill: n must be a 32-bit integer of at least 0, got -1.',
    );
    const reduce = {
      x: y,
      y: backend.alloc('float', 3),
      outer: 3,
      n: 0,
      inner: 1,
      f: 'sum',
    } as const;
    expect(messageOf(() => backend.run('reduce', reduce))).toBe(
      'reduce: n >= 1 must hold, got n = 0.',
    );
  });

  it('refuses ranges outside a buffer', () => {
    const backend = create();
    const y = backend.alloc('float', 3);
    expect(() => backend.read(y, 'float', 4)).toThrow(KernelError);
    expect(() => backend.read(y, 'float', 1, 3)).toThrow(KernelError);
    expect(() => backend.write(y, 'float', new Float32Array(2), 2)).toThrow(KernelError);
    expect(() => backend.alloc('float', -1)).toThrow(KernelError);
    expect(() => backend.alloc('float', 0.5)).toThrow(KernelError);
  });

  it('runs a list', () => {
    const backend = create();
    const y = [backend.alloc('float', 1), backend.alloc('float', 1)];
    backend.runAll(
      'fill',
      y.map((handle, i) => ({ y: handle, n: 1, value: i + 1 })),
    );
    expect(y.map((handle) => backend.read(handle, 'float', 1)[0])).toEqual([1, 2]);
  });
});
