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

const address = 'https://example.org/evenkeel.wasm';

/** The error of loading when the address is answered so. */
async function failure(answer: () => Promise<Response>): Promise<unknown> {
  vi.stubGlobal('fetch', answer);
  return loadWasm(address).then(
    () => null,
    (error: unknown) => error,
  );
}

it('says what is not served', async () => {
  expect(await failure(async () => new Response(null, { status: 404 }))).toEqual(
    new KernelError(`wasm: ${address} must be served, got status 404.`),
  );
});

it('says what cannot be reached, or breaks off, and keeps the reason', async () => {
  const cause = new TypeError('Failed to fetch');
  const broken = new Response(
    new ReadableStream({
      start(stream) {
        stream.error(cause);
      },
    }),
  );
  for (const answer of [() => Promise.reject(cause), async () => broken]) {
    const error = await failure(answer);
    expect(error).toEqual(
      new KernelError(`wasm: ${address} must be reachable, got Failed to fetch.`, { cause }),
    );
    expect((error as KernelError).cause).toBe(cause);
  }
});

it('takes any content type, and says what is no module', async () => {
  const typed = (body: BodyInit, type: string) => async () =>
    new Response(body, { headers: { 'content-type': type } });
  expect(await failure(typed(new Uint8Array(readFileSync(file)), 'text/plain'))).toBeNull();
  const what = 'must be a WebAssembly module (00 61 73 6d …), got';
  expect(await failure(typed('<!doctype html>', 'text/html'))).toEqual(
    new KernelError(`wasm: ${address} (text/html) ${what} 15 bytes that begin with 3c 21 64 6f.`),
  );
  expect(await failure(async () => new Response(new Uint8Array(0)))).toEqual(
    new KernelError(`wasm: ${address} (no type) ${what} nothing.`),
  );
});
