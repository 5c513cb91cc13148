import { beforeEach, describe, expect, it } from 'vitest';
import { contract, kernelNames, type KernelArgs, type KernelName } from './contract.js';
import type { Field } from './contract/fields.js';
import type { Driver, DriverData } from './driver.js';
import { KernelError } from './errors.js';
import { FrameBackend } from './frame.js';
import { contractHash } from './header/hash.js';
import { frameWords } from './header/names.js';

/** Remembers what it was asked, and fails if told to. */
class FakeDriver implements Driver {
  readonly isa = 'fake';
  frame = new Int32Array(100);
  readonly runs: number[][] = [];
  failure = '';
  written: DriverData | undefined;

  constructor(readonly contractHash: string) {}

  alloc(dtype: number, length: number): number {
    return this.failure === '' ? 1000 * dtype + length : 0;
  }
  free(): boolean {
    return this.failure === '';
  }
  read(_handle: number, offset: number, target: DriverData): boolean {
    target.fill(offset);
    return this.failure === '';
  }
  write(_handle: number, _offset: number, source: DriverData): boolean {
    this.written = source;
    return this.failure === '';
  }
  run(words: number): number {
    this.runs.push([...this.frame.subarray(0, words)]);
    return this.failure === '' ? 0 : 1;
  }
  lastError(): string {
    return this.failure;
  }
  trim(): void {}
  memory() {
    return { buffers: 1, bytes: 2, pooledBytes: 3, peakBytes: 4, scratchBytes: 5, growths: 6 };
  }
  threads(): number {
    return 2;
  }
  setThreads(count: number): boolean {
    return count >= 1 && count <= 1024;
  }
}

let driver: FakeDriver;
let backend: FrameBackend;
beforeEach(() => {
  driver = new FakeDriver(contractHash());
  backend = new FrameBackend(driver, { name: 'native', version: '0.1.0' });
});

const product: KernelArgs<'matmul'> = {
  a: 11,
  b: 12,
  bias: null,
  c: 13,
  batch: 1,
  aBatch: 1,
  bBatch: 1,
  m: 2,
  n: 3,
  k: 4,
  transposeA: false,
  transposeB: true,
  activation: 'sigmoid',
};

describe('FrameBackend', () => {
  it('refuses a binary of another contract', () => {
    expect(
      () => new FrameBackend(new FakeDriver('0'.repeat(16)), { name: 'wasm', version: '0.1.0' }),
    ).toThrow(
      new KernelError(
        `wasm: the binary must be built for contract ${contractHash()}, got 0000000000000000. ` +
          'Build it again, or install the same version of all @evenkeel packages.',
      ),
    );
  });

  it('encodes handles, integers, flags and choices', () => {
    backend.run('matmul', product);
    const op = kernelNames.indexOf('matmul');
    expect(driver.runs).toEqual([[op, 11, 12, 0, 13, 1, 1, 1, 2, 3, 4, 0, 1, 2]]);
  });

  it('encodes floats by their bits and vectors in order', () => {
    backend.run('fill', { y: 5, n: 3, value: 1.5 });
    const dims = [1, 2, 3, 4, 5, 6];
    const strides = [-1, -2, -3, -4, -5, -6];
    backend.run('gatherStrided', { x: 1, y: 2, n: 720, xLength: 8, offset: 9, dims, strides });
    expect(driver.runs[0]?.slice(1)).toEqual([5, 3, 0x3fc00000]);
    expect(driver.runs[1]?.slice(1)).toEqual([1, 2, 720, 8, 9, ...dims, ...strides]);
  });

  it('encodes every kernel in as many words as its row has', () => {
    const valueOf = (field: Field): unknown => {
      if (field.kind === 'choice') return field.choices[0];
      if (field.kind === 'flag') return true;
      return field.kind === 'i32s' ? Array.from({ length: field.length }, () => 7) : 7;
    };
    for (const name of kernelNames) {
      const fields = Object.entries<Field>(contract[name].fields);
      const args = Object.fromEntries(fields.map(([key, field]) => [key, valueOf(field)]));
      backend.run(name, args);
      expect(driver.runs.at(-1)).toHaveLength(frameWords(contract[name]));
    }
  });

  it.each([
    ['m', 1.5, 'matmul: m must be a 32-bit integer of at least 0, got 1.5.'],
    ['m', 2 ** 32, 'matmul: m must be a 32-bit integer of at least 0, got 4294967296.'],
    ['m', undefined, 'matmul: m must be a 32-bit integer of at least 0, got undefined.'],
    ['transposeA', 1, 'matmul: transposeA must be true or false, got 1.'],
    [
      'activation',
      'constructor',
      'matmul: activation must be one of none, relu, sigmoid, tanh, got constructor.',
    ],
  ])('refuses %s = %s before anything runs', (name, value, message) => {
    const args = { ...product, [name]: value } as KernelArgs<'matmul'>;
    expect(() => backend.run('matmul', args)).toThrow(new KernelError(message));
    expect(driver.runs).toEqual([]);
  });

  it('refuses vectors and floats that are none', () => {
    const args = { x: 1, y: 2, n: 1, xLength: 1, offset: 0, dims: [1, 2], strides: [0] };
    expect(() => backend.run('gatherStrided', args)).toThrow(
      new KernelError(
        'gatherStrided: dims must be 6 integers, each a 32-bit integer of at least 0, got [1, 2].',
      ),
    );
    const fill = { y: 1, n: 1, value: '3' } as unknown as KernelArgs<'fill'>;
    expect(() => backend.run('fill', fill)).toThrow(
      new KernelError('fill: value must be a number, got 3.'),
    );
  });

  it('refuses unknown kernels', () => {
    const unknown = 'nonsense' as KernelName;
    const message = new KernelError('run: nonsense must be a kernel of the contract.');
    expect(() => backend.run(unknown, product as never)).toThrow(message);
    expect(() => backend.runAll(unknown, [])).toThrow(message);
  });

  it('runs many frames in as few calls as the frame buffer allows', () => {
    backend.runAll('fill', []);
    backend.runAll(
      'fill',
      Array.from({ length: 60 }, (_, i) => ({ y: i, n: 1, value: 0 })),
    );
    const frames = driver.runs.map((words) => words.length / 4);
    expect(frames.reduce((sum, count) => sum + count, 0)).toBe(60);
    expect(frames.filter((count) => count > 0).length).toBeLessThan(5);
    expect(driver.runs.flat().filter((_, i) => i % 4 === 1)).toEqual([...Array(60).keys()]);
  });

  it('follows memory that has moved', () => {
    const { buffer } = driver.frame;
    driver.frame = new Int32Array(structuredClone(buffer, { transfer: [buffer] }));
    backend.run('fill', { y: 5, n: 3, value: 1.5 });
    expect(driver.runs[0]?.slice(1)).toEqual([5, 3, 0x3fc00000]);
  });

  it('throws what the driver says', () => {
    const { a, y } = { a: product, y: 3 };
    driver.failure = 'matmul: it failed.';
    const message = new KernelError('matmul: it failed.');
    expect(() => backend.run('matmul', a)).toThrow(message);
    expect(() => backend.runAll('matmul', [a, a])).toThrow(message);
    expect(() => backend.alloc('float', 4)).toThrow(message);
    expect(() => backend.free(y)).toThrow(message);
    expect(() => backend.read(y, 'u8', 1)).toThrow(message);
    expect(() => backend.write(y, 'u8', new Uint8Array(1))).toThrow(message);
  });

  it('allocates, reads and writes in the types of the contract', () => {
    expect([backend.alloc('float', 3), backend.alloc('i32', 4), backend.alloc('u8', 5)]).toEqual([
      3, 1004, 2005,
    ]);
    expect(backend.read(1, 'float', 2, 7)).toEqual(Float32Array.of(7, 7));
    expect(backend.read(1, 'i32', 1, 6)).toEqual(Int32Array.of(6));
    const own = Int32Array.of(1, 2);
    backend.write(1, 'i32', own);
    expect(driver.written).toBe(own);
    backend.write(1, 'float', Float64Array.of(0.5, 2));
    expect(driver.written).toEqual(Float32Array.of(0.5, 2));
  });

  it.each([-1, 1.5, NaN, Infinity])('refuses a length of %s', (length) => {
    expect(() => backend.alloc('float', length)).toThrow(
      new KernelError(`alloc: length must be an integer of at least 0, got ${length}.`),
    );
    expect(() => backend.read(1, 'float', length)).toThrow(
      new KernelError(
        `read: length and offset must be integers of at least 0, got ${length} and 0.`,
      ),
    );
  });

  it('says in numbers that there is no memory for what is read', () => {
    expect(() => backend.read(1, 'float', 2 ** 45)).toThrow(
      new KernelError(
        `read: memory must be available, got none for ${2 ** 45} floats beside 2 bytes in 1 buffers. ` +
          'Use a smaller batch or free buffers.',
      ),
    );
  });

  it('sets threads and describes itself', () => {
    backend.setThreads(4);
    for (const count of [0, 1.5, 2000]) {
      expect(() => backend.setThreads(count)).toThrow(
        new KernelError(`setThreads: count must be an integer from 1 to 1024, got ${count}.`),
      );
    }
    expect(backend.threads()).toBe(2);
    expect(backend.memory().growths).toBe(6);
    expect(backend.describe()).toEqual({ isa: 'fake', version: '0.1.0' });
  });
});
