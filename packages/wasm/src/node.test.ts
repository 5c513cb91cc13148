import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { contractHash, KernelError } from '@evenkeel/kernels';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createWasmBackend, loadWasm } from './node.js';

const file = fileURLToPath(new URL('../dist/evenkeel.wasm', import.meta.url));

describe('createWasmBackend', () => {
  it('runs a kernel', () => {
    const backend = createWasmBackend();
    const y = backend.alloc('float', 3);
    backend.run('fill', { y, n: 3, value: 2.5 });
    expect(backend.read(y, 'float', 3)).toEqual(Float32Array.of(2.5, 2.5, 2.5));
    expect([backend.name, backend.precision, backend.describe().isa]).toEqual([
      'wasm',
      'float32',
      'wasm',
    ]);
  });

  it('gives back ends that know nothing of each other', () => {
    const one = createWasmBackend();
    const other = createWasmBackend();
    const y = one.alloc('float', 1);
    other.alloc('float', 1);
    expect(() => other.free(y)).toThrow(
      new KernelError(
        `free: handle must be a live buffer, got ${y}. It was freed or comes from another back end.`,
      ),
    );
  });

  it('takes no number for a handle that is no integer of 32 bits', () => {
    const backend = createWasmBackend();
    const y = backend.alloc('float', 1);
    for (const handle of [y + 0.5, y + 2 ** 32]) {
      expect(() => backend.free(handle)).toThrow(
        new KernelError(
          'free: handle must be a live buffer, got 0. It was freed or comes from another back end.',
        ),
      );
    }
  });

  it('keeps buffers where frames and results find them while its memory grows', () => {
    const backend = createWasmBackend();
    const first = backend.alloc('i32', 4);
    backend.write(first, 'i32', Int32Array.of(1, 2, 3, 4));
    for (let n = 1000; n < 20_000_000; n *= 3) {
      const y = backend.alloc('float', n);
      backend.run('fill', { y, n, value: 7 });
      expect(backend.read(y, 'float', 1, n - 1)).toEqual(Float32Array.of(7));
    }
    expect(backend.read(first, 'i32', 4)).toEqual(Int32Array.of(1, 2, 3, 4));
  });

  it('takes no memory once it is warm, and returns it when asked', () => {
    const backend = createWasmBackend();
    const step = () => {
      const handles = [10, 1000, 100_000, 1_000_000].map((n) => backend.alloc('float', n));
      for (const handle of handles) backend.free(handle);
    };
    step();
    const warm = backend.memory();
    for (let i = 0; i < 100; i++) step();
    expect(backend.memory()).toEqual(warm);
    expect(warm.peakBytes).toBe(4_404_040);
    backend.trim();
    expect(backend.memory()).toMatchObject({ buffers: 0, bytes: 0, pooledBytes: 0 });
  });

  it('makes one large buffer of the memory of many small ones', () => {
    const mebibyte = 2 ** 20;
    const backend = createWasmBackend({ memoryLimit: 64 * mebibyte });
    for (let round = 0; round < 3; round++) {
      const small = Array.from({ length: 50 }, () => backend.alloc('u8', mebibyte));
      const order = small.map((_, i) => small[(i * 7) % 50]!);
      for (const handle of order) backend.free(handle);
      backend.free(backend.alloc('u8', 48 * mebibyte));
    }
    expect(backend.memory().buffers).toBe(0);
  });
});

describe('memory', () => {
  it('that is exhausted is said in numbers', () => {
    const backend = createWasmBackend({ memoryLimit: 2 ** 26 });
    backend.alloc('float', 1000);
    expect(() => backend.alloc('float', 2 ** 24)).toThrow(
      new KernelError(
        'alloc: memory must be available, got none for 16777216 floats beside 4000 bytes in 1 buffers, ' +
          'of at most 67108864 bytes. Use a smaller batch or free buffers.',
      ),
    );
    expect(backend.memory().buffers).toBe(1);
  });

  it('beyond what 32 bits address is exhausted too', () => {
    const backend = createWasmBackend();
    for (const length of [2 ** 30 - 1, 2 ** 30, 2 ** 32 + 1, 2 ** 43]) {
      expect(() => backend.alloc('float', length)).toThrow(
        `alloc: memory must be available, got none for ${length} floats beside 0 bytes in 0 buffers, ` +
          'of at most 4294967296 bytes. Use a smaller batch or free buffers.',
      );
    }
  });

  it('that a kernel lacks for its work is said in numbers, and nothing is lost', () => {
    const backend = createWasmBackend({ memoryLimit: 2 ** 26 });
    const n = 6 * 2 ** 20;
    const [x, y] = [backend.alloc('float', n), backend.alloc('i32', n)];
    backend.run('fill', { y: x, n, value: 1 });
    expect(() =>
      backend.run('argSort', { x, y, outer: 1, n, inner: 1, descending: false }),
    ).toThrow(
      new KernelError(
        'argSort: scratch memory must be available, got none for 50331648 bytes beside 50331648 bytes ' +
          'in buffers, of at most 67108864 bytes. Use a smaller batch or free buffers.',
      ),
    );
    expect(backend.read(x, 'float', 1, n - 1)).toEqual(Float32Array.of(1));
    backend.free(y);
  });

  it.each([0, 2 ** 20, 2 ** 33, NaN])('cannot be limited to %s bytes', (memoryLimit) => {
    expect(() => createWasmBackend({ memoryLimit })).toThrow(
      new KernelError(
        `wasm: memoryLimit must be a number of bytes from 2097152 to 4294967296, got ${memoryLimit}.`,
      ),
    );
  });
});

describe('the module', () => {
  afterEach(async () => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
    await loadWasm();
  });

  it('may come from elsewhere', async () => {
    await loadWasm(new Uint8Array(readFileSync(file)));
    expect(createWasmBackend().alloc('float', 1)).toBeGreaterThan(0);
  });

  it('must be there', async () => {
    await expect(loadWasm('/nowhere/evenkeel.wasm')).rejects.toThrow(
      new KernelError(
        'wasm: /nowhere/evenkeel.wasm must be readable, got ENOENT.\nBuild it: pnpm build',
      ),
    );
  });

  it('must be whole', async () => {
    const module = readFileSync(file);
    const error: unknown = await loadWasm(module.subarray(0, 5000)).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(KernelError);
    const { message, cause } = error as KernelError;
    expect(cause).toBeInstanceOf(WebAssembly.CompileError);
    expect(message).toBe(
      `wasm: source must be a module that the engine compiles, got ${(cause as Error).message}`,
    );
    await expect(loadWasm(fileURLToPath(import.meta.url))).rejects.toThrow(
      /node\.test\.ts must be a WebAssembly module \(00 61 73 6d …\), got \d+ bytes that begin with 69 6d 70 6f\.$/,
    );
  });

  it('must be of the contract', async () => {
    const text = readFileSync(file, 'latin1');
    const other = '0123456789abcdef';
    expect(text.split(contractHash())).toHaveLength(2);
    await loadWasm(new Uint8Array(Buffer.from(text.replace(contractHash(), other), 'latin1')));
    expect(() => createWasmBackend()).toThrow(
      new KernelError(
        `wasm: the binary must be built for contract ${contractHash()}, got ${other}. ` +
          'Build it again, or install the same version of all @evenkeel packages.',
      ),
    );
  });

  const lacking = (found: string) =>
    new KernelError(
      `wasm: the engine must have WebAssembly SIMD, got ${found}. ` +
        'Chromium 91, Firefox 89, Safari 16.4 and Node 20 have it, on x86-64 processors with SSE 4.1.',
    );

  it('needs an engine with WebAssembly', async () => {
    vi.stubGlobal('WebAssembly', undefined);
    await expect(loadWasm()).rejects.toThrow(lacking('no WebAssembly'));
    vi.unstubAllGlobals();
  });

  it('needs an engine with SIMD', async () => {
    vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
    await expect(loadWasm()).rejects.toThrow(lacking('WebAssembly without SIMD'));
  });

  // V8 gives up SIMD where the processor lacks SSE 4.1, which a flag can pretend.
  it.runIf(process.arch === 'x64')('says so on an old processor', () => {
    const program = `import { createWasmBackend } from '@evenkeel/wasm';
      try { createWasmBackend(); } catch (error) { console.log(error.message); }`;
    const flags = ['--no-enable-sse4-1', '--import', 'tsx', '--conditions=evenkeel-source'];
    const options = {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      encoding: 'utf8',
    } as const;
    const args = [...flags, '--input-type=module', '-e', program];
    expect(execFileSync(process.execPath, args, options).trim()).toBe(
      lacking('WebAssembly without SIMD').message,
    );
  });
});
