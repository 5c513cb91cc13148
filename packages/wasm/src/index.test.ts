import { readFileSync } from 'node:fs';
import { KernelError } from '@evenkeel/kernels';
import { afterEach, expect, it, vi } from 'vitest';
import { createWasmBackend, loadWasm } from './index.js';

const file = new URL('../dist/evenkeel.wasm', import.meta.url);

afterEach(() => vi.unstubAllGlobals());

it('asks for the kernels to be loaded first, then runs them', async () => {
  expect(() => createWasmBackend()).toThrow(
    new KernelError('wasm: the kernels must be loaded, got none. Await loadWasm() first.'),
  );
  const fetched = vi.fn<() => Promise<Response>>(
    async () => new Response(new Uint8Array(readFileSync(file))),
  );
  vi.stubGlobal('fetch', fetched);
  await loadWasm();
  expect(fetched.mock.calls).toEqual([[file.href]]);
  const backend = createWasmBackend();
  const y = backend.alloc('float', 2);
  backend.run('fill', { y, n: 2, value: 3 });
  expect(backend.read(y, 'float', 2)).toEqual(Float32Array.of(3, 3));
});

it('says what is not served', async () => {
  vi.stubGlobal('fetch', async () => new Response(null, { status: 404 }));
  await expect(loadWasm('https://example.org/evenkeel.wasm')).rejects.toThrow(
    new KernelError('wasm: https://example.org/evenkeel.wasm must be served, got status 404.'),
  );
});
