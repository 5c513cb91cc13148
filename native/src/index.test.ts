import { afterEach, describe, expect, it, vi } from 'vitest';
import { KernelError } from '@evenkeel/kernels';
import { createNativeBackend, nativeInstructionSets } from './index.js';
import { loadAddon } from './load.js';

afterEach(() => vi.unstubAllEnvs());

describe('createNativeBackend', () => {
  it('runs a kernel', () => {
    const backend = createNativeBackend({ threads: 1 });
    const y = backend.alloc('float', 3);
    backend.run('fill', { y, n: 3, value: 2.5 });
    expect(backend.read(y, 'float', 3)).toEqual(Float32Array.of(2.5, 2.5, 2.5));
    expect(backend.name).toBe('native');
    expect(backend.precision).toBe('float32');
    expect(backend.threads()).toBe(1);
  });

  it('takes the best instruction set, or the one asked for', () => {
    vi.stubEnv('EVENKEEL_ISA', '');
    const isas = nativeInstructionSets();
    expect(createNativeBackend().describe().isa).toBe(isas.at(-1));
    for (const isa of isas) expect(createNativeBackend({ isa }).describe().isa).toBe(isa);
    vi.stubEnv('EVENKEEL_ISA', isas[0]);
    expect(createNativeBackend().describe().isa).toBe(isas[0]);
  });

  it('refuses an instruction set that is not there', () => {
    const names = nativeInstructionSets().join(', ');
    expect(() => createNativeBackend({ isa: 'sse9' })).toThrow(
      `native: the instruction set must be one of ${names} on this machine, got sse9.`,
    );
  });

  it('takes threads from the option, then from EVENKEEL_THREADS', () => {
    vi.stubEnv('EVENKEEL_THREADS', '3');
    expect(createNativeBackend().threads()).toBe(3);
    expect(createNativeBackend({ threads: 2 }).threads()).toBe(2);
    vi.stubEnv('EVENKEEL_THREADS', 'many');
    expect(() => createNativeBackend()).toThrow(
      new KernelError('native: EVENKEEL_THREADS must be an integer from 1 to 1024, got many.'),
    );
    expect(() => createNativeBackend({ threads: 0 })).toThrow(
      new KernelError('setThreads: count must be an integer from 1 to 1024, got 0.'),
    );
  });

  it('gives back ends that know nothing of each other', () => {
    const one = createNativeBackend();
    const other = createNativeBackend();
    const y = one.alloc('float', 1);
    expect(other.memory().buffers).toBe(0);
    expect(() => other.free(y)).toThrow(
      new KernelError(
        `free: handle must be a live buffer, got ${y}. It was freed or comes from another back end.`,
      ),
    );
  });

  it('takes no memory from the system once it is warm, and returns it when asked', () => {
    const backend = createNativeBackend();
    const step = () => {
      const handles = [10, 1000, 100_000, 1_000_000].map((n) => backend.alloc('float', n));
      for (const handle of handles) backend.free(handle);
    };
    step();
    const warm = backend.memory();
    for (let i = 0; i < 100; i++) step();
    expect(backend.memory()).toEqual(warm);
    expect(warm.pooledBytes).toBeGreaterThan(4_404_040);
    expect(warm.peakBytes).toBe(4_404_040);
    backend.trim();
    expect(backend.memory()).toMatchObject({ buffers: 0, bytes: 0, pooledBytes: 0 });
  });

  it('says so when memory is exhausted', () => {
    const backend = createNativeBackend();
    expect(() => backend.alloc('float', 2 ** 43)).toThrow(
      new KernelError(
        'alloc: memory must be available, got none for 8796093022208 floats beside 0 bytes in ' +
          '0 buffers. Use a smaller batch or free buffers.',
      ),
    );
  });
});

describe('loadAddon', () => {
  it('lists the paths it tried, why they failed, and how to build the addon', () => {
    let message = '';
    try {
      loadAddon('/nowhere/evenkeel.node');
    } catch (error) {
      message = (error as Error).message;
    }
    const root = new URL('..', import.meta.url).pathname;
    expect(message).toBe(
      `native: a binary for ${process.platform} ${process.arch} must load, got none. Tried:\n` +
        '  /nowhere/evenkeel.node: not installed\n' +
        `Build it (needs cmake and a C++ compiler): cd ${root} && npx cmake-js compile`,
    );
  });
});
