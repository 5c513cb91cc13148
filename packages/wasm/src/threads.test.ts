import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { FrameBackend, KernelError, version, type Backend } from '@evenkeel/kernels';
import { describe, expect, it, vi } from 'vitest';
import { createBackend, type Host } from './backend.js';
import { createDriver } from './driver.js';
import { mostPages, type SharingExports } from './exports.js';
import { nodeHost } from './node-host.js';
import { createWasmBackend, loadWasm } from './node.js';
import { sharingProgram } from './program.js';

const bytesOf = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(new URL(`../dist/${name}`, import.meta.url)));
const threaded = new WebAssembly.Module(bytesOf('evenkeel-threads.wasm'));
const alone = new WebAssembly.Module(bytesOf('evenkeel.wasm'));

/** A product that is long enough for several threads. */
function multiply(backend: Backend): Float32Array {
  const size = 192;
  const n = size * size;
  const [a, b, c] = [0, 0, 0].map(() => backend.alloc('float', n)) as [number, number, number];
  backend.write(
    a,
    'float',
    Float32Array.from({ length: n }, (_, i) => Math.sin(i)),
  );
  backend.run('fill', { y: b, n, value: 0.7 });
  const shape = { m: size, n: size, k: size, batch: 1, aBatch: 1, bBatch: 1 };
  const plain = { bias: null, activation: 'none', transposeA: false, transposeB: false } as const;
  backend.run('matmul', { a, b, c, ...shape, ...plain });
  const product = backend.read(c, 'float', n) as Float32Array;
  for (const handle of [a, b, c]) backend.free(handle);
  return product;
}

/** What a program of Node says that imports this package. */
function sayOf(program: string, env: NodeJS.ProcessEnv = {}): string {
  const flags = ['--import', 'tsx', '--conditions=evenkeel-source', '--input-type=module', '-e'];
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  const options = {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    timeout: 20_000,
  } as const;
  const imports = `import { createWasmBackend } from '@evenkeel/wasm';`;
  return execFileSync(process.execPath, [...flags, imports + program], options).trim();
}

describe('helpers', () => {
  it('take part in loops, after they have slept, and after they have left', async () => {
    const started = vi.fn<Host['startHelper']>((task, events) =>
      nodeHost.startHelper({ ...task, patience: 100 }, events),
    );
    const program = sharingProgram(threaded, mostPages, started);
    const { helped } = program.exports as SharingExports;
    const backend = new FrameBackend(createDriver(program), { name: 'wasm', version });
    backend.setThreads(3);
    await program.threads.start();
    const wanted = multiply(createWasmBackend({ threads: 1 }));
    const beHelped = (): void => {
      const before = helped();
      let product = wanted;
      for (let loops = 0; helped() === before && loops < 10_000; loops++)
        product = multiply(backend);
      expect(helped()).toBeGreaterThan(before);
      expect(product).toEqual(wanted);
    };
    for (let rest = 0; rest < 3; rest++) {
      beHelped();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const before = started.mock.calls.length;
    // On a busy machine it may take helpers longer to leave.
    for (let rest = 0; started.mock.calls.length === before && rest < 50; rest++) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      beHelped();
    }
    expect(started.mock.calls.length).toBeGreaterThan(before);
    expect(program.threads.alone()).toBeNull();
    program.threads.close();
    const last = helped();
    for (let loops = 0; loops < 100; loops++) multiply(backend);
    expect([helped(), program.exports.threads()]).toEqual([last, 1]);
    backend.setThreads(3);
    expect(backend.threads()).toBe(1);
  });

  it('change no bit, whether they run or not', async () => {
    const backend = createWasmBackend({ threads: 1 });
    const wanted = multiply(backend);
    backend.setThreads(3);
    expect(multiply(backend)).toEqual(wanted);
    expect(await backend.ready()).toBe(3);
    expect(multiply(backend)).toEqual(wanted);
    backend.close();
    expect(multiply(backend)).toEqual(wanted);
    expect([backend.threads(), backend.describe().alone]).toEqual([1, 'the back end was closed']);
    expect(await backend.ready()).toBe(1);
  });

  // Only Linux has a program that keeps another on one processor.
  it.runIf(process.platform === 'linux')(
    'leave when they share the processor of their caller',
    () => {
      const dist = (name: string): string => new URL(`../dist/${name}`, import.meta.url).href;
      const program = `
      import { readFileSync } from 'node:fs';
      import { FrameBackend, version } from '@evenkeel/kernels';
      import { createDriver } from '${dist('driver.js')}';
      import { nodeHost } from '${dist('node-host.js')}';
      import { sharingProgram } from '${dist('program.js')}';
      const bytes = readFileSync(new URL('${dist('evenkeel-threads.wasm')}'));
      let started = 0;
      const startHelper = (task, events) => {
        started++;
        return nodeHost.startHelper(task, events);
      };
      const program = sharingProgram(new WebAssembly.Module(bytes), 65536, startHelper);
      const backend = new FrameBackend(createDriver(program), { name: 'wasm', version });
      backend.setThreads(2);
      const y = backend.alloc('float', 1e6);
      while (started < 2) backend.run('fill', { y, n: 1e6, value: 1 });
      console.log(started);`;
      const allowed = /^Cpus_allowed_list:\s*(\d+)/m.exec(
        readFileSync('/proc/self/status', 'utf8'),
      );
      const args = [
        '--cpu-list',
        allowed![1]!,
        process.execPath,
        '--input-type=module',
        '-e',
        program,
      ];
      const cwd = fileURLToPath(new URL('..', import.meta.url));
      expect(execFileSync('taskset', args, { cwd, encoding: 'utf8', timeout: 25_000 })).toBe('2\n');
    },
  );

  it('that are stopped by a trap stop the loop, too', async () => {
    // A stack that kernels overflow.
    const own = 48 - 2 ** 16;
    const startHelper: Host['startHelper'] = (task, events) =>
      nodeHost.startHelper({ ...task, own }, events);
    const backend = createBackend(threaded, { threads: 2 }, { ...nodeHost, startHelper });
    expect(await backend.ready()).toBe(2);
    const tryLong = (): void => {
      for (const end = performance.now() + 10_000; performance.now() < end;) multiply(backend);
    };
    expect(tryLong).toThrow(new WebAssembly.RuntimeError('unreachable'));
    // A thread takes some time to die.
    await vi.waitFor(
      () => expect(backend.describe().alone).toBe('a helper failed: memory access out of bounds'),
      { timeout: 25_000 },
    );
    expect(multiply(backend)).toEqual(multiply(createWasmBackend({ threads: 1 })));
  });

  it('that cannot start are told of, and missed by nobody', async () => {
    const failures: Host['startHelper'][] = [
      (_, { failed }) => {
        setTimeout(() => failed('no room'));
        return () => {};
      },
      () => {
        throw new Error('no room');
      },
    ];
    for (const startHelper of failures) {
      const backend = createBackend(threaded, { threads: 2 }, { ...nodeHost, startHelper });
      expect(multiply(backend)).toEqual(multiply(createWasmBackend({ threads: 1 })));
      expect(await backend.ready()).toBe(1);
      expect(backend.describe().alone).toBe('a helper failed: no room');
    }
  });

  it('whose program is not there are told of', async () => {
    const startHelper: Host['startHelper'] = (task, events) =>
      nodeHost.startHelper({ ...task, module: alone }, events);
    const backend = createBackend(threaded, { threads: 2 }, { ...nodeHost, startHelper });
    expect(await backend.ready()).toBe(1);
    expect(backend.describe().alone).toMatch(/^a helper failed: .+ shared state of memory/);
  });

  it('serve back ends of worker threads, several at once, and end with them', async () => {
    const program = `
      import { parentPort } from 'node:worker_threads';
      import { createWasmBackend } from '${new URL('../dist/node.js', import.meta.url).href}';
      const backends = [createWasmBackend({ threads: 2 }), createWasmBackend({ threads: 3 })];
      const threads = await Promise.all(backends.map((backend) => backend.ready()));
      const y = backends[0].alloc('float', 1e6);
      backends[0].run('fill', { y, n: 1e6, value: 7 });
      parentPort.postMessage([...threads, backends[0].read(y, 'float', 1, 999_999)[0]]);`;
    const said = Array.from({ length: 2 }, async () => {
      const url = new URL(`data:text/javascript,${encodeURIComponent(program)}`);
      const worker = new Worker(url, { execArgv: [] });
      const ended = once(worker, 'exit');
      const [message] = (await once(worker, 'message')) as [number[]];
      return [...message, ...((await ended) as [number])];
    });
    expect(await Promise.all(said)).toEqual([
      [2, 3, 7, 0],
      [2, 3, 7, 0],
    ]);
  });

  it('end with their program, in the middle of their start too', () => {
    const rest = `backend.run('fill', { y: backend.alloc('float', 1e6), n: 1e6, value: 1 });
      console.log('done');`;
    expect(sayOf(`const backend = createWasmBackend({ threads: 3 }); ${rest}`)).toBe('done');
    expect(
      sayOf(`const backend = createWasmBackend({ threads: 3 }); await backend.ready(); ${rest}`),
    ).toBe('done');
  });
});

describe('threads', () => {
  it('are as many as the environment says, else as the machine has', () => {
    const count = `console.log(createWasmBackend().threads());`;
    expect(sayOf(count, { EVENKEEL_THREADS: '9', OMP_NUM_THREADS: '4' })).toBe('9');
    expect(sayOf(count, { EVENKEEL_THREADS: '', OMP_NUM_THREADS: '4,2' })).toBe('4');
    const host = { ...nodeHost, defaultThreads: () => 5 };
    expect(createBackend(threaded, {}, host).threads()).toBe(5);
  });

  it.each([0, 1.5, 1025])('cannot be %s', (threads) => {
    expect(() => createWasmBackend({ threads })).toThrow(
      new KernelError(`setThreads: count must be an integer from 1 to 1024, got ${threads}.`),
    );
  });

  it('are one where memory is not shared, for a reason', async () => {
    const host = { ...nodeHost, alone: () => 'the page is not isolated' };
    const backend = createBackend(alone, { threads: 2 }, host);
    expect([backend.threads(), await backend.ready()]).toEqual([1, 1]);
    expect(backend.describe().alone).toBe('the page is not isolated');
    expect(() => createBackend(threaded, {}, host)).toThrow(
      new KernelError(
        'wasm: the module must be evenkeel.wasm on one thread, got the one with threads, and the page is not isolated.',
      ),
    );
  });

  it('are one with the module that has none', async () => {
    await loadWasm(bytesOf('evenkeel.wasm'));
    expect(createWasmBackend({ threads: 2 }).describe().alone).toBe(
      'the module that was loaded is the one without threads',
    );
    await loadWasm();
  });
});

describe('shared memory', () => {
  it('may be beyond 2 GiB', () => {
    const backend = createWasmBackend({ threads: 1 });
    for (let i = 0; i < 2; i++) backend.alloc('float', 2 ** 28);
    const last = backend.alloc('float', 4);
    backend.write(last, 'float', Float32Array.of(1, 2, 3, 4));
    expect(backend.read(last, 'float', 4)).toEqual(Float32Array.of(1, 2, 3, 4));
  });

  it('is as much as the engine has addresses for', () => {
    const { Memory } = WebAssembly;
    const made = vi.spyOn(WebAssembly, 'Memory').mockImplementation(function (descriptor) {
      if (descriptor.maximum! > 2048) throw new RangeError('could not allocate memory');
      return new Memory(descriptor);
    });
    const backend = createWasmBackend();
    expect(made.mock.calls.map(([{ maximum }]) => maximum)).toEqual([
      65536, 32768, 16384, 8192, 4096, 2048,
    ]);
    expect(() => backend.alloc('float', 2 ** 26)).toThrow('of at most 134217728 bytes.');
    made.mockImplementation(function () {
      throw new RangeError('could not allocate memory');
    });
    expect(() => createWasmBackend()).toThrow(
      new KernelError('wasm: memory must be available, got none for 2097152 bytes.'),
    );
    made.mockRestore();
  });
});
