// A frame that breaks the contract is refused with the same words by every back end, and harms nothing.
import type { Backend, Handle } from '@evenkeel/kernels';
import { describe, expect, it } from 'vitest';
import { subjects } from './subjects.js';

function messageOf(action: () => void): string | null {
  try {
    action();
    return null;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}

/** Buffers that the actions below are given. */
interface Buffers {
  /** 3 floats, 1 to 3. */
  readonly x: Handle;
  /** 5 floats. */
  readonly y: Handle;
  /** 3 integers. */
  readonly labels: Handle;
  readonly freed: Handle;
}

interface BadCall {
  readonly name: string;
  readonly call: (backend: Backend, buffers: Buffers) => void;
  readonly message: string | ((buffers: Buffers) => string);
}

const row = { dims: [1, 1, 1, 1, 1, 3], strides: [0, 0, 0, 0, 0, 1], offset: 0, n: 3, xLength: 3 };
const product = { batch: 1, aBatch: 1, bBatch: 1, bias: null, activation: 'none' } as const;
const straight = { transposeA: false, transposeB: false };
const loss = {
  classWeights: null,
  lossLength: 1,
  n: 1,
  c: 3,
  reduction: 'sum',
  hasIgnoreIndex: false,
  ignoreIndex: 0,
  labelSmoothing: 0,
} as const;
const dead = (handle: Handle): string =>
  `must be a live buffer, got handle ${handle}. It was freed or comes from another back end.`;

const badCalls: readonly BadCall[] = [
  {
    name: 'a freed handle',
    call: (backend, { freed }) => backend.run('fill', { y: freed, n: 1, value: 0 }),
    message: ({ freed }) => `fill: y ${dead(freed)}`,
  },
  {
    name: 'a handle that never was',
    call: (backend) => backend.run('fill', { y: 2 ** 30 + 77, n: 1, value: 0 }),
    message: `fill: y ${dead(2 ** 30 + 77)}`,
  },
  {
    name: 'a negative handle',
    call: (backend) => backend.run('fill', { y: -5, n: 1, value: 0 }),
    message: `fill: y ${dead(-5)}`,
  },
  {
    name: 'no handle',
    call: (backend) => backend.run('fill', { y: 0, n: 1, value: 0 }),
    message: 'fill: y must be a live buffer, got none.',
  },
  {
    name: 'a buffer that is too small',
    call: (backend, { x: a, y: b, x: c }) =>
      backend.run('matmul', { ...product, ...straight, a, b, c, m: 1, n: 2, k: 3 }),
    message: 'matmul: b must hold bBatch*k*n = 6 floats, got 5.',
  },
  {
    name: 'sizes whose product is enormous',
    call: (backend, { x }) => backend.run('fill', { y: x, n: 2 ** 31 - 1, value: 0 }),
    message: 'fill: y must hold n = 2147483647 floats, got 3.',
  },
  {
    name: 'a buffer of another type',
    call: (backend, { labels }) => backend.run('fill', { y: labels, n: 1, value: 0 }),
    message: 'fill: y must hold floats, got integers.',
  },
  {
    name: 'an output that is also an input',
    call: (backend, { x }) => backend.run('gatherStrided', { ...row, x, y: x }),
    message: 'gatherStrided: y must be a buffer of its own, got the one of x.',
  },
  {
    name: 'a negative size',
    call: (backend, { x }) => backend.run('fill', { y: x, n: -1, value: 0 }),
    message: 'fill: n must be a 32-bit integer of at least 0, got -1.',
  },
  {
    name: 'a size that is no integer',
    call: (backend, { x }) => backend.run('fill', { y: x, n: 1.5, value: 0 }),
    message: 'fill: n must be a 32-bit integer of at least 0, got 1.5.',
  },
  {
    name: 'a broken rule',
    call: (backend, { x, y }) =>
      backend.run('reduce', { x, y, outer: 3, n: 0, inner: 1, f: 'sum' }),
    message: 'reduce: n >= 1 must hold, got n = 0.',
  },
  {
    name: 'a view that leaves its buffer',
    call: (backend, { x, y }) => backend.run('gatherStrided', { ...row, x, y, offset: 1 }),
    message:
      'gatherStrided: viewInside(dims, strides, offset, xLength) must hold, got dims = [1, 1, 1, 1, 1, 3], ' +
      'strides = [0, 0, 0, 0, 0, 1], offset = 1, xLength = 3.',
  },
  {
    name: 'a vector of the wrong length',
    call: (backend, { x, y }) => backend.run('gatherStrided', { ...row, x, y, dims: [3] }),
    message:
      'gatherStrided: dims must be 6 integers, each a 32-bit integer of at least 0, got [3].',
  },
  {
    name: 'a class that does not exist',
    call: (backend, { x, y, labels }) => {
      backend.write(labels, 'i32', Int32Array.of(3, 0, 0));
      backend.run('crossEntropy', { ...loss, logits: x, target: labels, loss: y });
    },
    message: 'crossEntropy: target[0] must be from 0 to 2, got 3.',
  },
  {
    name: 'a negative class',
    call: (backend, { x, y, labels }) => {
      backend.write(labels, 'i32', Int32Array.of(-1, 0, 0));
      const grad = { logits: x, target: labels, dloss: y, dlogits: backend.alloc('float', 3) };
      backend.run('crossEntropyGrad', { ...loss, ...grad });
    },
    message: 'crossEntropyGrad: target[0] must be from 0 to 2, got -1.',
  },
  {
    name: 'freeing twice',
    call: (backend, { freed }) => backend.free(freed),
    message: ({ freed }) =>
      `free: handle must be a live buffer, got ${freed}. It was freed or comes from another back end.`,
  },
  {
    name: 'reading a freed buffer',
    call: (backend, { freed }) => void backend.read(freed, 'float', 1),
    message: ({ freed }) =>
      `read: handle must be a live buffer, got ${freed}. It was freed or comes from another back end.`,
  },
  {
    name: 'reading behind the end',
    call: (backend, { x }) => void backend.read(x, 'float', 2, 2),
    message: 'read: the range must lie inside the buffer of 3 floats, got 2 from 2.',
  },
  {
    name: 'writing before the start',
    call: (backend, { x }) => backend.write(x, 'float', new Float32Array(1), -1),
    message: 'write: the range must lie inside the buffer of 3 floats, got 1 from -1.',
  },
  {
    name: 'reading as another type',
    call: (backend, { x }) => void backend.read(x, 'i32', 1),
    message: 'read: the buffer must hold integers, got floats.',
  },
  {
    name: 'reading half an element',
    call: (backend, { x }) => void backend.read(x, 'float', 0.5),
    message: 'read: length and offset must be integers of at least 0, got 0.5 and 0.',
  },
  {
    name: 'a buffer of negative length',
    call: (backend) => void backend.alloc('float', -1),
    message: 'alloc: length must be an integer of at least 0, got -1.',
  },
  {
    name: 'no threads',
    call: (backend) => backend.setThreads(0),
    message: 'setThreads: count must be an integer from 1 to 1024, got 0.',
  },
];

describe.each(subjects)('$name', ({ create }) => {
  it.each(badCalls)('refuses $name', ({ call, message }) => {
    const backend = create();
    const freed = backend.alloc('float', 3);
    backend.free(freed);
    const x = backend.alloc('float', 3);
    const buffers = { x, y: backend.alloc('float', 5), labels: backend.alloc('i32', 3), freed };
    backend.write(x, 'float', Float32Array.of(1, 2, 3));
    const wanted = typeof message === 'string' ? message : message(buffers);
    expect(messageOf(() => call(backend, buffers))).toBe(`KernelError: ${wanted}`);
    expect([...backend.read(x, 'float', 3)]).toEqual([1, 2, 3]);
  });

  it('names the kernel of a list that fails, and has run those before', () => {
    const backend = create();
    const y = backend.alloc('float', 2);
    const bad = { y, n: 3, value: 9 };
    const message = messageOf(() => backend.runAll('fill', [{ y, n: 2, value: 1 }, bad]));
    expect(message).toBe('KernelError: fill: y must hold n = 3 floats, got 2.');
    expect([...backend.read(y, 'float', 2)]).toEqual([1, 1]);
  });
});
